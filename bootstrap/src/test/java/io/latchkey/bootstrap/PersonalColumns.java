package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import java.nio.ByteBuffer;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every column of every table, and what it says of a person. A column that is missing here fails the tests that ask for it, so that
 * whoever adds one decides whether it is erased and told with the person.
 */
final class PersonalColumns {
    /**
     * Tables with rows of a person, the subject of the export that tells them, and their columns. {@code @} marks a column that names the
     * person, a code of the person or a message to the person. {@code -} marks one that is not told: secrets, digests and what only
     * serves to find rows.
     */
    private static final String PERSONAL = """
            users account: @id @username -@username_key @name @email email_verified -@email_key -@email_claim @phone phone_verified
              -@phone_key -@phone_claim -password_hash locale second_factor status roles created_at updated_at -version recovered_at
              @former_email -@former_email_key @former_phone -@former_phone_key claims
            otp_challenge challenges: id purpose channel @contact -@contact_lower -@user_id -contact_hidden -decoy -generation -secret_id
              created_at expires_at -previous_expires_at -next_send_at attempts_left sends_left used_at -handle -lane_subject
              -lane_device -handed_to
            handed_code handedCodes: @challenge_id provider reference unanswered -proof started_at
            outbox_message messages: id kind @challenge_id purpose -generation -secret_id channel chosen_channel @contact -@contact_lower
              locale -decoy created_at -deadline state attempts -due_at provider provider_reference failure -step -refusals
            delivery_attempt deliveries: -id @message_id challenge_id provider provider_reference medium country template segments
              -cost_micros -currency outcome reason started_at took_millis receipt receipt_at receipt_outcome receipt_reason
            user_session sessions: id -@user_id -generation app device address methods created_at authenticated_at rotated_at expires_at
              ended_at -over_at
            api_credential credentials: id -@user_id name credential_key -secret_digest roles created_at expires_at last_used_at -idle_since
            profile_image picture: -@user_id media_type content updated_at
            ticket tickets: -subject -ticket_key -@user_id expires_at -network_key
            sign_in_failure wrongGuesses: -@account_key -origin_key failures locked_until touched_at
            retry_lock retryLocks: -@subject failures locked_until touched_at
            account_deletion deletion: -@user_id before_it requested_at due_at
            decision decisions: id decided_at outcome deed route door network status problem winner -@user_id -@subject message_id rules
            audit_person -: -@user_id -pseudonym
            """;

    /** Tables that name people by pseudonyms and keyed digests alone and keep their rows, as docs/administration.md says. */
    private static final String KEPT = """
            audit_entry: number at event actor person details hash
            contact_block: subject cause since ends_at
            contact_suppression: contact medium cause provider reason since lifted_at changed_at probed_at probe_challenge probe_message
            listing: id effect kind target shown reason made_by made_at ends_at
            throttle: subject_key used quota window_ends_at
            """;

    /** Tables that say nothing of people. */
    private static final String IMPERSONAL = """
            admin_bootstrap: token_digest expires_at
            audit_checkpoint: number at hash signature
            audit_head: id number hash checkpoint checkpoint_at
            delivery_minute: begins_at provider country medium template currency requested accepted delivered failed verified cost
            delivery_minute_span: id first_of end_of
            flyway_schema_history: installed_rank version description type script checksum installed_by installed_on execution_time success
            listing_version: id version
            maintenance_lease: task holder held_until
            receipt_nonce: id content expires_at
            sealed_key: name sealed
            signing_key: kid slot algorithm public_jwk sealed_private_key created_at signs_from published_until
            """;

    private record Column(String name, boolean names, boolean isTold) {
        static Column parse(String word) {
            return new Column(word.replaceAll("[-@]", ""), word.contains("@"), !word.startsWith("-"));
        }
    }

    /** @param subject the part of the export; {@code -} for none */
    private record Table(String name, String subject, List<Column> columns) {}

    private final DatabaseSettings settings;
    private final List<Table> personal = parse(PERSONAL);

    PersonalColumns(DatabaseSettings settings) {
        this.settings = settings;
    }

    private static List<Table> parse(String text) {
        return Arrays.stream(text.replaceAll("\n {2}", " ").strip().split("\n", -1))
                .map(line -> line.split(":", 2))
                .map(line -> new Table(
                        line[0].split(" ", -1)[0],
                        line[0].substring(line[0].indexOf(' ') + 1),
                        Arrays.stream(line[1].strip().split("\\s+", -1))
                                .map(Column::parse)
                                .toList()))
                .toList();
    }

    /** Fails when a table or column is not known here, or no longer there. */
    void cover() {
        Set<String> known = new TreeSet<>();
        for (String text : List.of(PERSONAL, KEPT, IMPERSONAL)) {
            parse(text)
                    .forEach(table -> table.columns().forEach(column -> known.add(table.name() + '.' + column.name())));
        }
        assertThat(columns())
                .as("columns that say who has to erase and tell them")
                .isEqualTo(known);
    }

    private Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        try (Connection connection = connect();
                ResultSet found = connection.getMetaData().getColumns(connection.getCatalog(), null, "%", "%")) {
            while (found.next()) {
                if (!String.valueOf(found.getString("TABLE_SCHEM")).equalsIgnoreCase("information_schema")) {
                    columns.add((found.getString("TABLE_NAME") + '.' + found.getString("COLUMN_NAME"))
                            .toLowerCase(Locale.ROOT));
                }
            }
            return columns;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.url(), settings.user(), settings.password());
    }

    /**
     * The rows of a person by table. Those of a code are found by its id, and so are those of a message.
     *
     * @param names all that names the person: ids, logins, the name, keyed digests
     */
    Map<String, List<Map<String, String>>> rows(Set<String> names) {
        Set<String> traces = names.stream().map(PersonalColumns::folded).collect(Collectors.toCollection(HashSet::new));
        Map<String, List<Map<String, String>>> rows = new LinkedHashMap<>();
        for (Table table : personal) {
            List<Map<String, String>> found = read(table.name()).stream()
                    .filter(row -> table.columns().stream()
                            .filter(Column::names)
                            .anyMatch(column -> traces.contains(folded(row.getOrDefault(column.name(), "")))))
                    .toList();
            rows.put(table.name(), found);
            if (table.name().equals("otp_challenge") || table.name().equals("outbox_message")) {
                found.forEach(row -> traces.add(row.getOrDefault("id", "")));
            }
        }
        return rows;
    }

    private static String folded(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    private List<Map<String, String>> read(String table) {
        try (Connection connection = connect();
                ResultSet rows = connection.createStatement().executeQuery("SELECT * FROM " + table)) {
            List<Map<String, String>> all = new ArrayList<>();
            while (rows.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    Object value = rows.getObject(column);
                    if (value != null) {
                        row.put(
                                rows.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT),
                                text(value instanceof Blob ? rows.getBytes(column) : value));
                    }
                }
                all.add(row);
            }
            return all;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Fails unless an export tells these rows with all that is to be told of each. */
    void tells(Map<String, List<Map<String, Object>>> export, Map<String, List<Map<String, String>>> rows) {
        for (Table table : personal) {
            if (table.subject().equals("-")) {
                continue;
            }
            List<Map<String, String>> told = export.getOrDefault(table.subject(), List.of()).stream()
                    .map(PersonalColumns::texts)
                    .toList();
            List<Map<String, String>> expected = rows.get(table.name()).stream()
                    .map(row -> toldOf(table, row))
                    .toList();
            assertThat(told).as(table.subject()).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Map<String, String> toldOf(Table table, Map<String, String> row) {
        Map<String, String> told = new TreeMap<>();
        for (Column column : table.columns()) {
            String value = row.get(column.name());
            if (column.isTold() && value != null) {
                told.put(member(column.name()), value);
            }
        }
        return told;
    }

    private static String member(String column) {
        String[] words = column.split("_", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining());
    }

    private static Map<String, String> texts(Map<String, Object> record) {
        Map<String, String> texts = new TreeMap<>();
        record.forEach((name, value) -> texts.put(name, text(value)));
        return texts;
    }

    /** A value as it is compared: times as milliseconds, ids as UUIDs, other bytes in base64. */
    private static String text(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length == 16
                    ? uuid(bytes).toString()
                    : Base64.getEncoder().encodeToString(bytes);
        }
        return value instanceof Instant time ? Long.toString(time.toEpochMilli()) : String.valueOf(value);
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
