package io.latchkey.adapters.persistence.session;

import io.latchkey.application.session.port.StoredSigningKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code signing_key}. */
@Entity
@Table(name = "signing_key")
public class SigningKeyEntity {
    @Id
    @Column(name = "kid")
    private String kid;

    @Column(name = "slot")
    private String slot;

    @Column(name = "algorithm")
    private String algorithm;

    @Column(name = "public_jwk")
    private String publicJwk;

    @Column(name = "sealed_private_key")
    private String sealedPrivateKey;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "signs_from")
    private long signsFrom;

    @Column(name = "published_until")
    private long publishedUntil;

    @SuppressWarnings("NullAway.Init")
    protected SigningKeyEntity() {}

    private SigningKeyEntity(StoredSigningKey key, String takenSlot) {
        kid = key.kid();
        slot = takenSlot;
        algorithm = key.algorithm();
        publicJwk = key.publicJwk();
        sealedPrivateKey = key.sealedPrivateKey();
        createdAt = key.createdAt().toEpochMilli();
        signsFrom = key.signsFrom().toEpochMilli();
        publishedUntil = key.publishedUntil().toEpochMilli();
    }

    static SigningKeyEntity from(StoredSigningKey key, String slot) {
        return new SigningKeyEntity(key, slot);
    }

    /** Name of the span of time that the key was made for. */
    String slot() {
        return slot;
    }

    StoredSigningKey toDomain() {
        return new StoredSigningKey(
                kid,
                algorithm,
                publicJwk,
                sealedPrivateKey,
                Instant.ofEpochMilli(createdAt),
                Instant.ofEpochMilli(signsFrom),
                Instant.ofEpochMilli(publishedUntil));
    }
}
