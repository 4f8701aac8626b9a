package io.latchkey.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.persistence.delivery.OutboxMessageRow;
import io.latchkey.adapters.persistence.dialect.Dialects;
import io.latchkey.adapters.persistence.otp.OtpChallengeRow;
import io.latchkey.adapters.persistence.session.JdbcSigningKeyRepository;
import io.latchkey.adapters.persistence.session.SessionRow;
import io.latchkey.adapters.persistence.user.JdbcApiCredentialRepository;
import io.latchkey.adapters.persistence.user.UserRow;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.shared.port.NumberHistory;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the start of the program on a database. */
abstract class DatabaseStart {
    /** Settings of a new, empty database. */
    abstract DatabaseSettings newDatabase();

    @Test
    void makes_all_tables_in_an_empty_database() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase database = LatchkeyDatabase.open(settings)) {
            assertThat(database.isHealthy()).isTrue();
            assertThat(tables(settings)).containsAll(Tables.NAMES);
        }
    }

    private static List<String> tables(DatabaseSettings settings) {
        return Tables.query(
                settings,
                "SELECT table_name FROM information_schema.tables WHERE table_schema IN (DATABASE(), 'public')");
    }

    /** The columns that the database does not make itself. */
    private static List<String> columns(DatabaseSettings settings, String table) {
        return Tables.query(
                settings,
                "SELECT column_name FROM information_schema.columns WHERE table_schema IN (DATABASE(), 'public')"
                        + " AND table_name = '" + table + "' AND is_generated = 'NEVER'");
    }

    @Test
    void changes_nothing_when_it_starts_again() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase first = LatchkeyDatabase.open(settings)) {
            List<String> history = Tables.query(settings, "SELECT checksum FROM flyway_schema_history");
            try (LatchkeyDatabase second = LatchkeyDatabase.open(settings)) {
                assertThat(second.isHealthy()).isEqualTo(first.isHealthy());
                assertThat(Tables.query(settings, "SELECT checksum FROM flyway_schema_history"))
                        .isEqualTo(history)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void writes_every_column_and_no_other() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase database = LatchkeyDatabase.open(settings)) {
            assertThat(database.isHealthy()).isTrue();
            Stream.of(
                            UserRow.ALL,
                            OtpChallengeRow.ALL,
                            SessionRow.ALL,
                            OutboxMessageRow.COLUMNS,
                            JdbcSigningKeyRepository.ALL,
                            JdbcApiCredentialRepository.COLUMNS)
                    .forEach(written -> assertThat(columns(settings, written.table()))
                            .as(written.table())
                            .containsExactlyInAnyOrderElementsOf(written.names()));
        }
    }

    @Test
    void still_finds_messages_by_their_receipts_that_were_handed_over_before_there_were_attempts() {
        DatabaseSettings settings = databaseOfVersion("5");
        insertMessage(settings, 1, false, "ACCEPTED", "'acme'", "'ref-1'");
        // A decoy gets the same outcome as the message before it.
        insertMessage(settings, 2, true, "ACCEPTED", "'acme'", "'ref-1'");
        insertMessage(settings, 3, false, "QUEUED", "NULL", "NULL");
        try (LatchkeyDatabase migrated = LatchkeyDatabase.open(settings)) {
            List<OutboxMessageId> found = migrated.unitOfWork()
                    .execute(() -> migrated.attempts()
                            .receive(
                                    "acme",
                                    new Report("ref-1", DeliveryState.DELIVERED),
                                    Instant.ofEpochMilli(2000),
                                    Instant.EPOCH)
                            .messages());
            assertThat(found).containsExactly(new OutboxMessageId(new UUID(0, 1)));
            assertThat(Tables.query(settings, "SELECT COUNT(*) FROM delivery_attempt"))
                    .containsExactly("1");
            assertThat(Tables.query(settings, "SELECT step FROM outbox_message"))
                    .containsExactly("0", "0", "0");
        }
    }

    @Test
    void brings_logins_of_before_to_one_key_for_all_spellings_and_loses_nobody() {
        DatabaseSettings settings = databaseOfVersion("6");
        insertUser(settings, 1, "stra\u00dfe", "stra\u00dfe", "ada@b\u00fccher.example", "ada@b\u00fccher.example");
        insertUser(settings, 2, "STRASSE", "strasse", "Ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example");
        insertUser(settings, 3, "plain", "plain", "bob@example.org", "bob@example.org");
        insertUser(settings, 4, "other", "other", "eve@xn--strae-oqa.example", "eve@xn--strae-oqa.example");
        try (LatchkeyDatabase migrated = LatchkeyDatabase.open(settings)) {
            assertThat(Tables.query(settings, "SELECT email_key FROM users ORDER BY id"))
                    .containsExactly(
                            "ada@xn--bcher-kva.example", "null", "bob@example.org", "eve@xn--strae-oqa.example");
            assertThat(Tables.query(settings, "SELECT email_claim FROM users ORDER BY id"))
                    .containsExactly("null", "ada@xn--bcher-kva.example", "null", "null");
            assertThat(Tables.query(settings, "SELECT username_key FROM users ORDER BY id"))
                    .containsExactly("strasse-00000000", "strasse", "plain", "other");
            assertThat(migrated.unitOfWork()
                            .read(() -> migrated.users()
                                    .findByLogin(new LoginName.ByContact(new EmailAddress("eve@stra\u00dfe.example")))))
                    .hasValueSatisfying(
                            found -> assertThat(found.emailVerified()).isTrue());
        }
    }

    @Test
    void brings_phone_numbers_to_the_form_of_today_and_loses_nobody() {
        DatabaseSettings settings = databaseOfVersion("9");
        insertPhone(settings, 1, "+5215512345678", true);
        insertPhone(settings, 2, "+5215587654321", true);
        insertPhone(settings, 3, "+525587654321", true);
        insertPhone(settings, 4, "+5215511112222", false);
        insertPhone(settings, 5, "+4915112345678", true);
        insertMessage(settings, 6, false, "QUEUED", "NULL", "NULL", "+5215512345678");
        try (LatchkeyDatabase migrated = LatchkeyDatabase.open(settings, without521(1))) {
            assertThat(Tables.query(settings, "SELECT phone FROM users ORDER BY id"))
                    .containsExactly(
                            "+525512345678", "+525587654321", "+525587654321", "+525511112222", "+4915112345678");
            assertThat(Tables.query(settings, "SELECT phone_key FROM users ORDER BY id"))
                    .as("the account that had the new form keeps it")
                    .containsExactly("+525512345678", "null", "+525587654321", "null", "+4915112345678");
            assertThat(Tables.query(settings, "SELECT phone_claim FROM users ORDER BY id"))
                    .containsExactly("null", "+525587654321", "null", "+525511112222", "null");
            assertThat(Tables.query(settings, "SELECT contact FROM outbox_message"))
                    .containsExactly("+525512345678");
            assertThat(migrated.unitOfWork()
                            .read(() -> migrated.users()
                                    .findByLogin(new LoginName.ByContact(new PhoneNumber("+525512345678")))))
                    .hasValueSatisfying(
                            found -> assertThat(found.phoneVerified()).isTrue());
        }
    }

    @Test
    void of_two_accounts_with_one_replaced_number_the_older_keeps_it() {
        DatabaseSettings settings = databaseOfVersion("9");
        insertPhone(settings, 1, "+52015512345678", true);
        insertPhone(settings, 2, "+5215512345678", true);
        try (LatchkeyDatabase migrated = LatchkeyDatabase.open(settings, without521(1))) {
            assertThat(migrated.isHealthy()).isTrue();
            assertThat(Tables.query(settings, "SELECT phone_key FROM users ORDER BY id"))
                    .containsExactly("+525512345678", "null");
            assertThat(Tables.query(settings, "SELECT phone_verified FROM users ORDER BY id"))
                    .hasSize(2)
                    .element(1)
                    .isIn("0", "false");
        }
    }

    @Test
    void looks_at_phone_numbers_again_only_when_more_changes_are_known() {
        DatabaseSettings settings = databaseOfVersion("9");
        try (LatchkeyDatabase first = LatchkeyDatabase.open(settings, without521(1))) {
            assertThat(first.isHealthy()).isTrue();
        }
        insertPhone(settings, 1, "+5215512345678", true);
        try (LatchkeyDatabase same = LatchkeyDatabase.open(settings, without521(1))) {
            assertThat(same.isHealthy()).isTrue();
            assertThat(Tables.query(settings, "SELECT phone FROM users")).containsExactly("+5215512345678");
        }
        try (LatchkeyDatabase newer = LatchkeyDatabase.open(settings, without521(2))) {
            assertThat(newer.isHealthy()).isTrue();
            assertThat(Tables.query(settings, "SELECT phone FROM users")).containsExactly("+525512345678");
        }
        try (LatchkeyDatabase olderNode = LatchkeyDatabase.open(settings, without521(1))) {
            assertThat(olderNode.isHealthy()).isTrue();
            assertThat(Tables.query(settings, "SELECT phone FROM users")).containsExactly("+525512345678");
        }
    }

    /** A history in which Mexico dropped its 1 and 01. */
    private static NumberHistory without521(int edition) {
        return new NumberHistory() {
            @Override
            public Optional<PhoneNumber> successorOf(PhoneNumber number) {
                return number.value().matches("\\+520?1\\d{10}")
                        ? Optional.of(new PhoneNumber(number.value().replaceFirst("^\\+520?1", "+52")))
                        : Optional.empty();
            }

            @Override
            public int edition() {
                return edition;
            }
        };
    }

    private static void insertPhone(DatabaseSettings settings, int id, String phone, boolean isVerified) {
        Tables.update(
                settings,
                "INSERT INTO users (id, email_verified, phone, phone_verified, phone_key, phone_claim, locale,"
                        + " second_factor, status, roles, created_at, updated_at, version) VALUES (" + id(id)
                        + ", FALSE, '" + phone + "', " + isVerified + ", " + (isVerified ? "'" + phone + "'" : "NULL")
                        + ", " + (isVerified ? "NULL" : "'" + phone + "'")
                        + ", 'en', 'NONE', 'ACTIVE', 'user', " + 1000 * id + ", 1000, 0)");
    }

    private static void insertUser(
            DatabaseSettings settings, int id, String username, String usernameKey, String email, String emailKey) {
        Tables.update(
                settings,
                "INSERT INTO users (id, username, username_key, email, email_verified, email_key, phone_verified, locale,"
                        + " second_factor, status, roles, code_failures, created_at, updated_at, version) VALUES (X'"
                        + String.format(Locale.ROOT, "%032x", id) + "', '" + username + "', '" + usernameKey + "', '"
                        + email
                        + "', TRUE, '" + emailKey + "', FALSE, 'en', 'NONE', 'ACTIVE', 'user', 0, " + 1000 * id
                        + ", 1000, 0)");
    }

    /** A database as an older program left it. */
    private DatabaseSettings databaseOfVersion(String version) {
        DatabaseSettings settings = newDatabase();
        Migrations.configure(
                        new DriverDataSource(settings),
                        Dialects.ofUrl(settings.url()).orElseThrow())
                .target(version)
                .load()
                .migrate();
        return settings;
    }

    @Test
    void keeps_sessions_as_the_native_apis_and_no_validation_of_nobody() {
        DatabaseSettings settings = databaseOfVersion("6");
        Tables.update(
                settings,
                "INSERT INTO user_session (id, user_id, generation, created_at, authenticated_at, rotated_at,"
                        + " expires_at, methods, device, address, over_at) VALUES (" + id(1) + ", " + id(2)
                        + ", 0, 1, 1, 1, 9000, 'pwd', '', '', 9000)");
        insertTicket(settings, 1, "NULL");
        insertTicket(settings, 2, id(2));
        try (LatchkeyDatabase migrated = LatchkeyDatabase.open(settings)) {
            assertThat(migrated.isHealthy()).isTrue();
            assertThat(Tables.query(settings, "SELECT app FROM user_session")).containsExactly("native");
            assertThat(Tables.query(settings, "SELECT expires_at FROM ticket")).containsExactly("2");
        }
    }

    private static void insertTicket(DatabaseSettings settings, int number, String user) {
        Tables.update(
                settings,
                "INSERT INTO ticket (subject, ticket_key, user_id, expires_at) VALUES (" + id(number) + ", "
                        + id(number) + ", " + user + ", " + number + ")");
    }

    private static String id(int number) {
        return "X'" + String.format(Locale.ROOT, "%032x", number) + "'";
    }

    private static void insertMessage(
            DatabaseSettings settings, int id, boolean isDecoy, String state, String provider, String reference) {
        insertMessage(settings, id, isDecoy, state, provider, reference, "+4915112345678");
    }

    private static void insertMessage(
            DatabaseSettings settings,
            int id,
            boolean isDecoy,
            String state,
            String provider,
            String reference,
            String contact) {
        Tables.update(
                settings,
                "INSERT INTO outbox_message (id, kind, channel, contact, locale, decoy, created_at, deadline, state,"
                        + " attempts, provider, provider_reference) VALUES (X'"
                        + String.format(Locale.ROOT, "%032x", id) + "', 'PASSWORD_CHANGED', 'SMS', '" + contact + "',"
                        + " 'en', " + isDecoy + ", 1000, 9000, '" + state + "', 1, " + provider + ", " + reference
                        + ")");
    }

    @Test
    void starts_beside_a_newer_program_that_only_added_to_the_database() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase database = LatchkeyDatabase.open(settings)) {
            migratedByANewerProgram(settings, "wider tables");
            Tables.update(settings, "ALTER TABLE users ADD COLUMN from_the_future INTEGER");
            try (LatchkeyDatabase restarted = LatchkeyDatabase.open(settings)) {
                assertThat(restarted.isHealthy())
                        .isEqualTo(database.isHealthy())
                        .isTrue();
            }
        }
    }

    private static void migratedByANewerProgram(DatabaseSettings settings, String description) {
        Tables.update(
                settings,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) VALUES (9000, '9000', '" + description
                        + "', 'SQL', 'V9000__x.sql', 'test', 1, TRUE)");
    }

    @Test
    void refuses_a_database_from_which_a_newer_program_took_something_away() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase database = LatchkeyDatabase.open(settings)) {
            assertThat(database.isHealthy()).isTrue();
            migratedByANewerProgram(settings, "contract users");
            assertThatThrownBy(() -> LatchkeyDatabase.open(settings))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("version 9000 by a newer Latchkey");
        }
    }

    @Test
    void works_on_a_data_source_that_is_already_there() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase first = LatchkeyDatabase.open(settings);
                LatchkeyDatabase second = LatchkeyDatabase.open(new DriverDataSource(settings), settings)) {
            assertThat(first.isHealthy()).isTrue();
            assertThat(second.isHealthy()).isTrue();
        }
    }
}
