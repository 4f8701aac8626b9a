package io.latchkey.adapters.persistence.session;

import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code user_session}. */
public final class SessionRow {
    /** The columns that {@link #read} reads. */
    static final Columns COLUMNS = Columns.of(
            "user_session",
            "id",
            "user_id",
            "generation",
            "created_at",
            "authenticated_at",
            "rotated_at",
            "expires_at",
            "methods",
            "app",
            "device",
            "address",
            "ended_at");

    public static final Columns ALL = COLUMNS.and(List.of("over_at"));

    static final String INSERT = ALL.insert();

    /**
     * Takes {@link #insertion} and then id, status and password hash of the account. Locks the account's row. Without
     * the lock, a password reset that is not committed yet would not see the new session, and would not end it with
     * the others.
     */
    static final String INSERT_FOR = "INSERT INTO user_session (" + String.join(", ", ALL.names()) + """
            )
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
              FROM users u
             WHERE u.id = ? AND u.status = ? AND u.password_hash = ?
               FOR UPDATE
            """;

    private SessionRow() {}

    /** Values for {@link #INSERT}. */
    static @Nullable Object[] insertion(Session session) {
        return new @Nullable Object[] {
            session.id().value(),
            session.userId().value(),
            session.generation(),
            session.createdAt(),
            session.authenticatedAt(),
            session.rotatedAt(),
            session.expiresAt(),
            String.join(" ", session.methods()),
            session.app(),
            session.device(),
            session.address(),
            session.endedAt(),
            over(session)
        };
    }

    /** When the session is over: at its end, or when it expires. */
    static Instant over(Session session) {
        Instant end = session.endedAt();
        return end == null || session.expiresAt().isBefore(end) ? session.expiresAt() : end;
    }

    /** Reads {@link #COLUMNS}. */
    static Session read(Row row) throws SQLException {
        UUID id = row.id();
        UUID user = row.id();
        int generation = row.number();
        Instant createdAt = row.instant();
        Instant authenticatedAt = row.instant();
        Instant rotatedAt = row.instant();
        Instant expiresAt = row.instant();
        String methods = row.text();
        return new Session(
                new SessionId(id),
                new UserId(user),
                new Session.Start(
                        createdAt,
                        authenticatedAt,
                        expiresAt,
                        methods.isEmpty() ? List.of() : List.of(methods.split(" ", -1)),
                        new Session.Origin(row.text(), row.text(), row.text())),
                new Session.Progress(generation, rotatedAt, row.instantOrNull()));
    }
}
