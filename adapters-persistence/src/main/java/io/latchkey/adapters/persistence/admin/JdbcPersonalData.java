package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.NamedSql;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.user.PersonalMessages;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.admin.port.PersonalData;
import io.latchkey.domain.user.User;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and deletes the rows about one person. Each subject has one statement. Columns with secrets, digests of secrets and what
 * serves only to find rows are left out.
 */
final class JdbcPersonalData implements PersonalData {
    /** How a column's value is told. */
    private enum Kind {
        ID,
        TEXT,
        NUMBER,
        FLAG,
        TIME,
        BYTES,
        /** What an audit entry says besides its event. */
        DETAILS
    }

    private record Column(String name, Kind kind) {}

    /**
     * The rows of one subject.
     *
     * @param parts SQL from the table on, with the parameters of {@link PersonalMessages#parameters}; the table has the alias {@code t}
     * @param order by which the rows of a part are read; empty text for any
     */
    private record Subject(String name, List<Column> columns, List<String> parts, String order) {
        /** @param columns names with their kinds, such as {@code created_at:time}; without one, it is text */
        static Subject of(String name, String columns, String part) {
            return of(name, columns, List.of(part), "");
        }

        static Subject of(String name, String columns, List<String> parts, String order) {
            return new Subject(
                    name,
                    List.of(columns.split(" ", -1)).stream()
                            .map(column -> column.split(":", 2))
                            .map(words -> new Column(
                                    words[0],
                                    words.length == 1 ? Kind.TEXT : Kind.valueOf(words[1].toUpperCase(Locale.ROOT))))
                            .toList(),
                    parts,
                    order);
        }

        List<Map<String, Object>> read(Sql sql, Map<String, Object> parameters) {
            return parts.stream()
                    .map(part -> new NamedSql("SELECT "
                            + columns.stream()
                                    .map(column -> "t." + column.name())
                                    .collect(Collectors.joining(", "))
                            + " FROM " + part + (order.isEmpty() ? "" : " ORDER BY t." + order)))
                    .flatMap(found -> sql.query(found, this::read, parameters).stream())
                    .toList();
        }

        private Map<String, Object> read(Row row) throws SQLException {
            Map<String, Object> values = new LinkedHashMap<>();
            for (Column column : columns) {
                Object value = JdbcPersonalData.read(row, column.kind());
                if (value != null) {
                    values.put(camelCase(column.name()), value);
                }
            }
            return values;
        }
    }

    private static final String DECISIONS = "decisions";
    private static final String DECISION_COLUMNS =
            "id:id decided_at:time outcome deed route door network status:number problem winner message_id:id rules";

    /** Whom else an entry names is that person's, and left out. */
    private static final String AUDIT_COLUMNS = "number:number at:time event details:details";

    private static final String AUDIT_OF = "audit_person p JOIN audit_entry t ON ";
    private static final String WHOSE = " WHERE p.user_id = :user";

    private static final List<Subject> SUBJECTS = List.of(
            Subject.of(
                    "account",
                    "id:id username name locale email email_verified:flag phone phone_verified:flag former_email"
                            + " former_phone second_factor status roles claims created_at:time updated_at:time"
                            + " recovered_at:time",
                    "users t WHERE t.id = :user"),
            Subject.of(
                    "deletion",
                    "requested_at:time due_at:time before_it",
                    "account_deletion t WHERE t.user_id = :user"),
            Subject.of(
                    "picture", "media_type updated_at:time content:bytes", "profile_image t WHERE t.user_id = :user"),
            Subject.of(
                    "sessions",
                    "id:id app device address methods created_at:time authenticated_at:time rotated_at:time"
                            + " expires_at:time ended_at:time",
                    List.of("user_session t WHERE t.user_id = :user"),
                    "created_at"),
            Subject.of(
                    "credentials",
                    "id:id name credential_key roles created_at:time expires_at:time last_used_at:time",
                    List.of("api_credential t WHERE t.user_id = :user"),
                    "created_at"),
            Subject.of(
                    "challenges",
                    "id:id purpose channel contact created_at:time expires_at:time used_at:time attempts_left:number"
                            + " sends_left:number",
                    PersonalMessages.CODES,
                    "created_at"),
            Subject.of(
                    "handedCodes",
                    "challenge_id:id provider reference unanswered:number started_at:time",
                    of(PersonalMessages.CODES, "handed_code t ON t.challenge_id = p.id"),
                    "started_at"),
            Subject.of(
                    "messages",
                    "id:id kind challenge_id:id purpose channel chosen_channel contact locale created_at:time state"
                            + " attempts:number provider provider_reference failure",
                    PersonalMessages.MESSAGES,
                    "created_at"),
            Subject.of(
                    "deliveries",
                    "message_id:id challenge_id:id provider provider_reference medium country template segments:number"
                            + " outcome reason started_at:time took_millis:number receipt receipt_at:time"
                            + " receipt_outcome receipt_reason",
                    of(PersonalMessages.MESSAGES, "delivery_attempt t ON t.message_id = p.id"),
                    "started_at"),
            Subject.of("tickets", "expires_at:time", "ticket t WHERE t.user_id = :user"),
            Subject.of(
                    "wrongGuesses",
                    "failures:number locked_until:time touched_at:time",
                    "sign_in_failure t WHERE t.account_key = :user"),
            Subject.of(
                    "retryLocks",
                    "failures:number locked_until:time touched_at:time",
                    "retry_lock t WHERE t.subject = :user"),
            Subject.of(DECISIONS, DECISION_COLUMNS, List.of("decision t WHERE t.user_id = :user"), "decided_at"),
            Subject.of("audit", AUDIT_COLUMNS, List.of(AUDIT_OF + "t.person = p.pseudonym" + WHOSE), "number"),
            Subject.of("acts", AUDIT_COLUMNS, List.of(AUDIT_OF + "t.actor = p.pseudonym" + WHOSE), "number"));

    /** What happened to a login or contact while nobody knew whose it was. */
    private static final Subject DECISIONS_OF_NO_ACCOUNT = Subject.of(
            DECISIONS,
            DECISION_COLUMNS,
            List.of("decision t WHERE t.subject = :subject AND t.user_id IS NULL"),
            "decided_at");

    private static final String DELETE_DECISIONS = "DELETE FROM decision WHERE user_id = ?";
    /** Those that name another account are about that one: it may have taken a contact over. */
    private static final String DELETE_DECISIONS_OF = "DELETE FROM decision WHERE subject = ? AND user_id IS NULL";

    private static final String DELETE_ATTEMPTS = "DELETE FROM delivery_attempt WHERE message_id = ?";

    private final Sql sql;

    JdbcPersonalData(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    private static @Nullable Object read(Row row, Kind kind) throws SQLException {
        return switch (kind) {
            case ID -> row.idOrNull();
            case TEXT -> row.textOrNull();
            case NUMBER -> row.longNumberOrNull();
            case FLAG -> row.flag();
            case TIME -> row.instantOrNull();
            case BYTES -> {
                byte[] bytes = row.bytesOrNull();
                yield bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
            }
            case DETAILS -> JdbcAuditLog.details(row.text());
        };
    }

    /** Rewrites a column's name as a member of JSON. */
    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.split("_", -1)) {
            name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    /** Rows of another table that belong to rows of these parts, whose ids are {@code p.id}. */
    private static List<String> of(List<String> parts, String joined) {
        return parts.stream()
                .map(part -> "(SELECT t.id FROM " + part + ") p JOIN " + joined)
                .toList();
    }

    @Override
    public PersonalRecords read(User user, Collection<UUID> persons) {
        Map<String, Object> parameters = PersonalMessages.parameters(user);
        Map<String, List<Map<String, Object>>> subjects = new LinkedHashMap<>();
        SUBJECTS.forEach(subject -> subjects.put(subject.name(), subject.read(sql, parameters)));
        List<Map<String, Object>> decisions = new ArrayList<>(subjects.getOrDefault(DECISIONS, List.of()));
        for (UUID person : persons) {
            decisions.addAll(DECISIONS_OF_NO_ACCOUNT.read(sql, Map.of("subject", person)));
        }
        subjects.put(DECISIONS, decisions);
        return new PersonalRecords(subjects);
    }

    @Override
    public void erase(User user, Collection<UUID> persons) {
        sql.update(DELETE_DECISIONS, user.id().value());
        for (UUID person : persons) {
            sql.update(DELETE_DECISIONS_OF, person);
        }
        List<@Nullable Object[]> messages = PersonalMessages.ids(sql, PersonalMessages.MESSAGES, user);
        if (!messages.isEmpty()) {
            sql.updateAll(DELETE_ATTEMPTS, messages);
        }
    }
}
