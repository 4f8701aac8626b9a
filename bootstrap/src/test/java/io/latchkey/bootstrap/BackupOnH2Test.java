package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.Driver;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Backs the embedded database up and restores it. */
class BackupOnH2Test extends BackupTests {
    @BeforeAll
    static void needAShell() {
        if (File.separatorChar != '/') {
            String leftOut = "LEFT OUT: backing up as the page says, because its commands are those of a Unix shell.";
            System.out.println(leftOut);
            abort(leftOut);
        }
    }

    private AssembledService open(String dataFolder) {
        return service(DatabaseSettings.h2(folder.resolve(dataFolder).resolve("latchkey")));
    }

    private void startWithAda() throws Exception {
        Files.createDirectory(folder.resolve("latchkey-data"));
        Files.writeString(folder.resolve("latchkey-data").resolve("secret"), "as the launcher keeps it");
        try (AssembledService service = open("latchkey-data")) {
            register(service, "ada");
        }
    }

    @Test
    void a_copy_of_the_folder_brings_back_the_moment_of_the_copy() throws Exception {
        startWithAda();
        SessionTokens before;
        try (AssembledService service = open("latchkey-data")) {
            before = signedIn(service, "ada");
        }
        run("h2 backup", "");
        try (AssembledService service = open("latchkey-data")) {
            register(service, "bob");
        }
        run("h2 restore", "");
        try (AssembledService restored = open("latchkey-data")) {
            isAuthenticated(restored, before);
            isAuthenticated(restored, refreshed(restored, before));
            isAuthenticated(restored, signedIn(restored, "ada"));
            assertThat(signIn(restored, "bob")).isNotInstanceOf(SignIn.SignedIn.class);
        }
    }

    @Test
    void a_script_is_read_into_an_empty_database() throws Exception {
        startWithAda();
        Path library = Path.of(
                Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Files.copy(library, folder.resolve("h2-of-the-jar.jar"));
        run("h2 script", Path.of(System.getProperty("java.home"), "bin").toString());
        assertThat(folder.resolve("latchkey-data-restored").resolve("secret")).exists();
        try (AssembledService restored = open("latchkey-data-restored")) {
            isAuthenticated(restored, signedIn(restored, "ada"));
        }
    }
}
