package io.latchkey.bootstrap.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The session that a command line keeps at a server. Its access token is renewed by the refresh token under a lock, because a refresh
 * token that comes twice counts as stolen.
 */
final class ServerSession implements Access {
    private static final String SESSIONS = "/api/v1/sessions";
    /** So that a token does not end on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final HttpCalls http;
    private final SessionFile file;
    private final Clock clock;

    ServerSession(HttpCalls http, SessionFile file, Clock clock) {
        this.http = http;
        this.file = file;
        this.clock = clock;
    }

    @Override
    public String token() {
        SessionFile.Tokens kept = file.read()
                .orElseThrow(() -> NotDoneException.because("Nobody is signed in at "
                        + http.server().url() + "; sign in: " + http.server().signIn()));
        return clock.instant().plus(MARGIN).isBefore(kept.expiresAt())
                ? kept.accessToken()
                : inPlaceOf(kept.accessToken()).orElse(kept.accessToken());
    }

    @Override
    public Optional<String> inPlaceOf(String refused) {
        return file.alone(() -> file.read()
                .flatMap(kept -> kept.accessToken().equals(refused) ? refreshed(kept) : Optional.of(kept))
                .map(SessionFile.Tokens::accessToken));
    }

    private Optional<SessionFile.Tokens> refreshed(SessionFile.Tokens kept) {
        Answer answer = http.send(
                HttpCalls.Call.of("POST", SESSIONS + "/refresh").with(Map.of("refreshToken", kept.refreshToken())));
        if (isOver(answer)) {
            return Optional.empty();
        }
        return Optional.of(keep(answer));
    }

    /** Whether the server itself says that the session is over. A proxy before it asks for a sign-in of its own with another 401. */
    private static boolean isOver(Answer answer) {
        return answer.status() == 401 && answer.mediaType().equals("application/problem+json");
    }

    @Override
    public String remedy() {
        return "sign in again: " + http.server().signIn();
    }

    /**
     * Signs in by a password, and by a code where the server asks for one. An earlier session at the server ends.
     *
     * @param login empty to ask for it
     * @throws NotDoneException when the server refuses
     */
    void signIn(Optional<String> login, Terminal terminal) {
        Map<String, String> wish = new HashMap<>();
        wish.put("login", login.or(() -> terminal.line("Login: ")).orElseThrow(() -> needed("--login, or a login")));
        wish.put("password", terminal.secret("Password: ").orElseThrow(() -> needed("a password")));
        replacing(wish);
        Answer answer = http.send(HttpCalls.Call.of("POST", SESSIONS).with(wish));
        if (answer.status() == 202) {
            answer = secondStep(answer, terminal);
        }
        Answer signedIn = answer;
        file.alone(() -> keep(signedIn));
    }

    private void replacing(Map<String, String> wish) {
        file.read().ifPresent(earlier -> wish.put("replaces", earlier.refreshToken()));
    }

    private Answer secondStep(Answer first, Terminal terminal) {
        ObjectNode needed = first.document().orElseThrow(() -> refusal().strange(first));
        JsonNode challenge = needed.path("challenge");
        String channel = challenge.path("channel").asText("");
        String prompt = channel.isEmpty()
                ? "Code: "
                : "Code sent by " + OneLine.of(channel, 20) + " to "
                        + OneLine.of(challenge.path("destination").asText(), 100) + ": ";
        Map<String, String> wish = new HashMap<>();
        wish.put("otpId", challenge.path("id").asText(needed.path("otpId").asText()));
        wish.put(
                "code",
                terminal.secret(prompt).orElseThrow(() -> needed("the code")).strip());
        replacing(wish);
        return http.send(HttpCalls.Call.of("POST", SESSIONS).with(wish));
    }

    private static NotDoneException needed(String what) {
        return NotDoneException.wrongCall("admin sign-in needs " + what + " at the console or on standard input.");
    }

    private SessionFile.Tokens keep(Answer answer) {
        if (!answer.isDone()) {
            throw refusal().of(answer);
        }
        ObjectNode tokens = answer.document().orElseThrow(() -> refusal().strange(answer));
        if (!tokens.path("accessToken").isTextual()
                || !tokens.path("refreshToken").isTextual()) {
            throw refusal().strange(answer);
        }
        SessionFile.Tokens kept = new SessionFile.Tokens(
                tokens.path("accessToken").asText(),
                tokens.path("refreshToken").asText(),
                clock.instant().plusSeconds(Math.min(tokens.path("expiresIn").asLong(), 86_400)));
        file.write(kept);
        return kept;
    }

    private ServerRefusal refusal() {
        return new ServerRefusal(http.server(), remedy());
    }

    /**
     * Ends the session at the server, and forgets it.
     *
     * @return whether there was one
     * @throws NotDoneException when the server does not answer; the session is kept then
     */
    boolean signOut() {
        if (file.read().isEmpty()) {
            return false;
        }
        Answer answer = new AuthorizedCalls(http, this).send(HttpCalls.Call.of("DELETE", SESSIONS + "/current"));
        // A session that is over already is what was wanted.
        if (!answer.isDone() && !isOver(answer)) {
            throw refusal().of(answer);
        }
        file.alone(() -> {
            file.delete();
            return true;
        });
        return true;
    }
}
