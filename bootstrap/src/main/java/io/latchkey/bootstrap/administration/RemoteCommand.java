package io.latchkey.bootstrap.administration;

import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** One command for a server that runs: signs in and out, or reaches its administration. */
public final class RemoteCommand {
    private static final int LONGEST_TOKEN = 16 * 1024;
    private static final Pattern FIT = Pattern.compile("[!-~]+");

    private final Surroundings surroundings;
    private final HttpCalls http;
    private final SessionFile file;
    private final ServerSession session;

    /** @throws NotDoneException when the server's URL cannot be used */
    public RemoteCommand(String server, Surroundings surroundings, Clock clock) {
        ServerAddress address = ServerAddress.parse(server);
        this.surroundings = surroundings;
        this.http = new HttpCalls(address, surroundings.patience());
        this.file = new SessionFile(surroundings.home(), address);
        this.session = new ServerSession(http, file, clock);
    }

    /**
     * Signs in, and keeps the session for the commands that follow.
     *
     * @throws NotDoneException when the server refuses
     */
    public void signIn(Optional<String> login, PrintStream out) {
        session.signIn(login, surroundings.terminal());
        out.println("Signed in at " + http.server().url() + "; the session is kept in " + file.path() + ".");
    }

    /**
     * Ends the session and forgets it.
     *
     * @throws NotDoneException when the server does not answer
     */
    public void signOut(PrintStream out) {
        out.println((session.signOut() ? "Signed out at " : "Nobody is signed in at ")
                + http.server().url() + ".");
    }

    /**
     * The server's administration, with the token of a file or of the environment, or else with the session that was kept.
     *
     * @throws NotDoneException when the file or the variable holds no token
     */
    public Administration administration(Optional<String> tokenFile) {
        Optional<String> given = tokenFile
                .map(name -> fit(read(name), "--token-file"))
                .or(() -> surroundings
                        .variable(ServerKeys.TOKEN_VARIABLE)
                        .map(token -> fit(token, ServerKeys.TOKEN_VARIABLE)));
        return new ServerAdministration(
                http, given.<Access>map(Access.Given::new).orElse(session));
    }

    private static String read(String name) {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw NotDoneException.wrongCall("The file of --token-file cannot be read.");
        }
    }

    private static String fit(String text, String source) {
        String token = text.strip();
        if (token.length() < LONGEST_TOKEN && FIT.matcher(token).matches()) {
            return token;
        }
        throw NotDoneException.wrongCall(source + " holds no access token.");
    }
}
