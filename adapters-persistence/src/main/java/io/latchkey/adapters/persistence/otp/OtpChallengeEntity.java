package io.latchkey.adapters.persistence.otp;

import io.latchkey.adapters.persistence.shared.Times;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code otp_challenge}. */
@Entity
@Table(name = "otp_challenge")
public class OtpChallengeEntity {
    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "id")
    private UUID id;

    @Column(name = "purpose", updatable = false)
    private String purpose;

    @Column(name = "channel", updatable = false)
    private String channel;

    @Column(name = "contact", updatable = false)
    private String contact;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "user_id", updatable = false)
    private @Nullable UUID userId;

    @Column(name = "contact_hidden", updatable = false)
    private boolean contactHidden;

    @Column(name = "decoy", updatable = false)
    private boolean decoy;

    @Column(name = "generation")
    private int generation;

    @Column(name = "secret_id", updatable = false)
    private String secretId;

    @Column(name = "created_at", updatable = false)
    private long createdAt;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "lane_subject", updatable = false)
    private @Nullable UUID laneSubject;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "lane_device", updatable = false)
    private @Nullable UUID laneDevice;

    @Column(name = "expires_at")
    private long expiresAt;

    @Column(name = "previous_expires_at")
    private @Nullable Long previousExpiresAt;

    @Column(name = "next_send_at")
    private long nextSendAt;

    @Column(name = "attempts_left")
    private int attemptsLeft;

    @Column(name = "sends_left")
    private int sendsLeft;

    @Column(name = "used_at")
    private @Nullable Long usedAt;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "handle", updatable = false)
    private @Nullable UUID handle;

    @SuppressWarnings("NullAway.Init")
    protected OtpChallengeEntity() {}

    private OtpChallengeEntity(OtpChallenge challenge) {
        UserId user = challenge.userId();
        id = challenge.id().value();
        purpose = challenge.purpose().value();
        channel = challenge.contact().kind().storedName();
        contact = challenge.contact().value();
        userId = user == null ? null : user.value();
        contactHidden = challenge.contactHidden();
        decoy = challenge.decoy();
        generation = challenge.generation();
        secretId = challenge.secretId();
        createdAt = challenge.createdAt().toEpochMilli();
        laneSubject = challenge.lane().subject();
        laneDevice = challenge.lane().device();
        expiresAt = challenge.expiresAt().toEpochMilli();
        previousExpiresAt = Times.orNull(challenge.previousExpiresAt());
        nextSendAt = challenge.nextSendAt().toEpochMilli();
        attemptsLeft = challenge.attemptsLeft();
        sendsLeft = challenge.sendsLeft();
        usedAt = Times.orNull(challenge.usedAt());
    }

    static OtpChallengeEntity from(OtpChallenge challenge) {
        return new OtpChallengeEntity(challenge);
    }

    static OtpChallengeEntity from(OtpChallenge challenge, UUID handle) {
        OtpChallengeEntity entity = new OtpChallengeEntity(challenge);
        entity.handle = handle;
        return entity;
    }

    OtpChallenge toDomain() {
        return new OtpChallenge(
                new OtpChallengeId(id),
                new OtpChallenge.Terms(
                        new OtpPurpose(purpose),
                        Contact.of(ContactKind.ofStored(channel), contact),
                        userId == null ? null : new UserId(userId),
                        contactHidden,
                        decoy,
                        secretId,
                        Instant.ofEpochMilli(createdAt),
                        lane()),
                new OtpChallenge.Progress(
                        generation,
                        Instant.ofEpochMilli(expiresAt),
                        Times.orNull(previousExpiresAt),
                        Instant.ofEpochMilli(nextSendAt),
                        attemptsLeft,
                        sendsLeft,
                        Times.orNull(usedAt)));
    }

    /** A challenge that is older than lanes has one to itself until it expires. */
    private Lane lane() {
        return laneSubject == null || laneDevice == null ? Lane.ofStrangers(id) : new Lane(laneSubject, laneDevice);
    }
}
