package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.Times;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code api_credential}. */
@Entity
@Table(name = "api_credential")
public class ApiCredentialEntity {
    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "id")
    private UUID id;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "user_id")
    private UUID userId;

    @Column(name = "name")
    private String name;

    @Column(name = "credential_key")
    private String key;

    @Column(name = "secret_digest")
    private String secretDigest;

    @Column(name = "roles")
    private String roles;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "expires_at")
    private @Nullable Long expiresAt;

    @Column(name = "last_used_at")
    private @Nullable Long lastUsedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiCredentialEntity() {}

    private ApiCredentialEntity(ApiCredential credential) {
        id = credential.id().value();
        userId = credential.userId().value();
        name = credential.name();
        key = credential.key();
        secretDigest = credential.secretDigest();
        roles = String.join(",", credential.roles());
        createdAt = credential.createdAt().toEpochMilli();
        expiresAt = Times.orNull(credential.expiresAt());
        lastUsedAt = Times.orNull(credential.lastUsedAt());
    }

    static ApiCredentialEntity from(ApiCredential credential) {
        return new ApiCredentialEntity(credential);
    }

    ApiCredential toDomain() {
        return new ApiCredential(
                new ApiCredentialId(id),
                new UserId(userId),
                name,
                key,
                secretDigest,
                roles.isEmpty() ? Set.of() : Set.of(roles.split(",", -1)),
                new ApiCredential.Validity(
                        Instant.ofEpochMilli(createdAt), Times.orNull(expiresAt), Times.orNull(lastUsedAt)));
    }
}
