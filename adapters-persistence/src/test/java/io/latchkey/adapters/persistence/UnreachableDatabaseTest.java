package io.latchkey.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.shared.port.StoreUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Checks the messages about a database that cannot be reached. */
class UnreachableDatabaseTest {
    @Test
    void names_the_database_that_cannot_be_reached_and_keeps_the_password() throws IOException {
        int freePort;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = socket.getLocalPort();
        }
        String url = "jdbc:mariadb://127.0.0.1:" + freePort + "/latchkey";
        assertThatThrownBy(() -> LatchkeyDatabase.open(
                        DatabaseSettings.of(url + "?password=Tr0ub4dor", "latchkey", "Tr0ub4dor")))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("the database at " + url + " cannot be used")
                .hasMessageNotContaining("Tr0ub4dor");
    }

    @Test
    void refuses_a_url_of_another_product() {
        assertThatThrownBy(() -> LatchkeyDatabase.open(DatabaseSettings.of("jdbc:oracle:thin:@x?s=1", "", "")))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessage("the database URL must start with jdbc:mariadb: or jdbc:h2: but is jdbc:oracle:thin:@x");
    }

    @Test
    void prints_no_password() {
        assertThat(DatabaseSettings.of("jdbc:h2:mem:x;PASSWORD=Tr0ub4dor", "latchkey", "Tr0ub4dor"))
                .hasToString("DatabaseSettings[url=jdbc:h2:mem:x]");
    }

    @Test
    void tells_callers_when_no_connection_can_be_had() {
        DatabaseSettings usual = DatabaseSettings.h2InMemory("busy-" + UUID.randomUUID());
        DatabaseSettings narrow =
                new DatabaseSettings(usual.url(), usual.user(), usual.password(), 2, Duration.ofMillis(250));
        try (LatchkeyDatabase database = LatchkeyDatabase.open(narrow)) {
            assertThatThrownBy(() -> useSoManyAtOnce(3, database))
                    .hasRootCauseInstanceOf(SQLException.class)
                    .satisfies(failed -> assertThat(isCausedBy(failed, StoreUnavailableException.class))
                            .isTrue());
            assertThat(useSoManyAtOnce(2, database)).isTrue();
            assertThat(database.isHealthy()).isTrue();
        }
    }

    /** Runs transactions in threads that wait for each other. Answers true when all have run. */
    private static boolean useSoManyAtOnce(int transactions, LatchkeyDatabase database) {
        return transactions == 0
                || CompletableFuture.supplyAsync(() -> database.unitOfWork().execute(() -> {
                            database.throttles().purge(Instant.EPOCH, 100);
                            return useSoManyAtOnce(transactions - 1, database);
                        }))
                        .join();
    }

    private static boolean isCausedBy(Throwable failed, Class<? extends Throwable> wanted) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (wanted.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
