package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Backs a real MariaDB up while a node runs, and restores it into an empty database. */
class BackupOnMariaDbIT extends BackupTests {
    @Test
    void a_dump_of_a_running_node_brings_back_its_moment() throws Exception {
        MariaDbServer server = MariaDbServer.get();
        Files.writeString(folder.resolve("backup.cnf"), server.clientOptions());
        String programs = server.programs().toString();
        DatabaseSettings database = server.newDatabase();
        String name = database.url().substring(database.url().lastIndexOf('/') + 1);
        SessionTokens untouched;
        SessionTokens before;
        SessionTokens after;
        try (AssembledService service = service(database)) {
            register(service, "ada");
            untouched = signedIn(service, "ada");
            before = signedIn(service, "ada");
            run("mariadb backup", programs, " latchkey ", " " + name + " ");
            register(service, "bob");
            after = refreshed(service, before);
        }
        run("mariadb restore", programs, "latchkey_restored", name + "_restored");
        try (AssembledService restored = service(server.database(name + "_restored"))) {
            isAuthenticated(restored, untouched);
            isAuthenticated(restored, refreshed(restored, untouched));
            isAuthenticated(restored, signedIn(restored, "ada"));
            assertThat(signIn(restored, "bob")).isNotInstanceOf(SignIn.SignedIn.class);
            isAuthenticated(restored, after);
            assertThat(restored.refresh(after)).isInstanceOf(Refresh.Refused.class);
            assertThat(restored.refresh(before)).isInstanceOf(Refresh.Refused.class);
        }
    }
}
