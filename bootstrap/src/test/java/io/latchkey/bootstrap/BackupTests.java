package io.latchkey.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.domain.shared.EmailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** Does what {@code docs/backup.md} says, by the commands that stand there. */
abstract class BackupTests {
    private static final Path PAGE = Path.of("..", "docs", "backup.md");

    @TempDir
    Path folder;

    static AssembledService service(DatabaseSettings database) {
        return new AssembledService(database, Map.of());
    }

    /** Runs a block of commands of the page in the folder of the test. */
    void run(String block, String path, String... replacements) throws IOException, InterruptedException {
        Matcher found = Pattern.compile("<!-- " + block + " -->\n```bash\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(found.find()).as(block).isTrue();
        String commands = found.group(1);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(commands).contains(replacements[i]);
            commands = commands.replace(replacements[i], replacements[i + 1]);
        }
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().merge("PATH", path, (before, more) -> more + ":" + before);
        Process process = builder.start();
        boolean hasEnded = process.waitFor(60, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(hasEnded && process.exitValue() == 0)
                .as(Files.readString(output, UTF_8))
                .isTrue();
    }

    static void register(AssembledService service, String name) {
        service.registerProven(address(name));
    }

    private static EmailAddress address(String name) {
        return new EmailAddress(name + "@example.org");
    }

    static SignIn signIn(AssembledService service, String name) {
        return service.signIn(address(name));
    }

    static SessionTokens signedIn(AssembledService service, String name) {
        SignIn outcome = signIn(service, name);
        assertThat(outcome).isInstanceOf(SignIn.SignedIn.class);
        return ((SignIn.SignedIn) outcome).tokens();
    }

    static SessionTokens refreshed(AssembledService service, SessionTokens tokens) {
        Refresh outcome = service.refresh(tokens);
        assertThat(outcome).isInstanceOf(Refresh.Refreshed.class);
        return ((Refresh.Refreshed) outcome).tokens();
    }

    static void isAuthenticated(AssembledService service, SessionTokens tokens) {
        assertThat(service.service.useCases.session.authenticate.authenticate(
                        tokens.accessToken(), AssembledService.ORIGIN))
                .isPresent();
    }
}
