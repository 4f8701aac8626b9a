package io.latchkey.adapters.persistence.session;

import io.latchkey.adapters.persistence.shared.Times;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code user_session}. */
@Entity
@Table(name = "user_session")
public class SessionEntity {
    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "id")
    private UUID id;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "user_id")
    private UUID userId;

    @Column(name = "generation")
    private int generation;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "authenticated_at")
    private long authenticatedAt;

    @Column(name = "rotated_at")
    private long rotatedAt;

    @Column(name = "expires_at")
    private long expiresAt;

    @Column(name = "methods")
    private String methods;

    @Column(name = "app")
    private String app;

    @Column(name = "device")
    private String device;

    @Column(name = "address")
    private String address;

    @Column(name = "ended_at")
    private @Nullable Long endedAt;

    @Column(name = "over_at")
    private long overAt;

    @SuppressWarnings("NullAway.Init")
    protected SessionEntity() {}

    private SessionEntity(Session session) {
        Instant end = session.endedAt();
        id = session.id().value();
        userId = session.userId().value();
        generation = session.generation();
        createdAt = session.createdAt().toEpochMilli();
        authenticatedAt = session.authenticatedAt().toEpochMilli();
        rotatedAt = session.rotatedAt().toEpochMilli();
        expiresAt = session.expiresAt().toEpochMilli();
        methods = String.join(" ", session.methods());
        app = session.app();
        device = session.device();
        address = session.address();
        endedAt = Times.orNull(end);
        overAt = end == null ? expiresAt : Math.min(expiresAt, end.toEpochMilli());
    }

    static SessionEntity from(Session session) {
        return new SessionEntity(session);
    }

    Session toDomain() {
        return new Session(
                new SessionId(id),
                new UserId(userId),
                new Session.Start(
                        Instant.ofEpochMilli(createdAt),
                        Instant.ofEpochMilli(authenticatedAt),
                        Instant.ofEpochMilli(expiresAt),
                        methods.isEmpty() ? List.of() : List.of(methods.split(" ", -1)),
                        new Session.Origin(app, device, address)),
                new Session.Progress(generation, Instant.ofEpochMilli(rotatedAt), Times.orNull(endedAt)));
    }
}
