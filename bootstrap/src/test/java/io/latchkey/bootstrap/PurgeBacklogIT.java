package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.application.shared.port.StoreUnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Purges more rows than one statement can delete before the driver gives up. With {@code -Dlatchkey.test.backlog=3000000} it takes
 * several minutes, and tells how many.
 */
class PurgeBacklogIT {
    private static final int ROWS = Integer.getInteger("latchkey.test.backlog", 60_000);

    private static void update(DatabaseSettings database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static long count(DatabaseSettings database, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void a_backlog_that_one_statement_cannot_delete_in_time_is_deleted_in_portions() throws SQLException {
        DatabaseSettings patient = MariaDbServer.get().newDatabase();
        DatabaseSettings hasty =
                DatabaseSettings.of(patient.url() + "?socketTimeout=500", patient.user(), patient.password());
        try (AssembledService assembled = new AssembledService(hasty, Map.of())) {
            update(patient, """
                    INSERT INTO otp_challenge (id, purpose, channel, contact, user_id, contact_hidden, decoy, generation,
                                               secret_id, created_at, expires_at, next_send_at, attempts_left, sends_left)
                    SELECT UNHEX(MD5(seq)), 'sign-in', 'email', CONCAT('somebody', seq, '@example.org'), NULL, FALSE, FALSE, 0,
                           'k', 0, seq, 0, 5, 5
                      FROM seq_1_to_%d
                    """.formatted(ROWS));
            update(patient, """
                    INSERT INTO users (id, username, username_key, email_verified, phone_verified, locale, second_factor, status,
                                       roles, created_at, updated_at, version)
                    SELECT UNHEX(MD5(seq)), CONCAT('u', seq), CONCAT('u', seq), FALSE, FALSE, 'en', 'NONE', 'PENDING', 'user', 0, 0, 0
                      FROM seq_1_to_%d
                    """.formatted(ROWS / 30));
            JdbcUnitOfWork unitOfWork = (JdbcUnitOfWork) assembled.database.unitOfWork();
            assertThatThrownBy(() -> unitOfWork.execute(() -> new Sql(unitOfWork).update("DELETE FROM otp_challenge")))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(count(patient, "otp_challenge")).isEqualTo(ROWS);
            long began = System.nanoTime();
            int deleted = 0;
            while (deleted < ROWS + ROWS / 30) {
                deleted += assembled.service.useCases.purge.run();
            }
            System.out.printf("%d rows purged in %d s%n", deleted, (System.nanoTime() - began) / 1_000_000_000L);
            assertThat(count(patient, "otp_challenge")).isZero();
            assertThat(count(patient, "users")).isZero();
        }
    }
}
