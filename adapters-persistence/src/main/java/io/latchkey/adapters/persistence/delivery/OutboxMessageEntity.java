package io.latchkey.adapters.persistence.delivery;

import io.latchkey.adapters.persistence.shared.Times;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code outbox_message}. */
@Entity
@Table(name = "outbox_message")
public class OutboxMessageEntity {
    static final int LONGEST_PROVIDER = 64;
    static final int LONGEST_NOTE = 255;

    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "id")
    private UUID id;

    @Column(name = "kind")
    private String kind;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "challenge_id")
    private @Nullable UUID challengeId;

    @Column(name = "purpose")
    private @Nullable String purpose;

    @Column(name = "generation")
    private @Nullable Integer generation;

    @Column(name = "secret_id")
    private @Nullable String secretId;

    @Column(name = "channel")
    private String channel;

    @Column(name = "chosen_channel")
    private @Nullable String chosenChannel;

    @Column(name = "contact")
    private String contact;

    @Column(name = "locale")
    private String locale;

    @Column(name = "decoy")
    private boolean decoy;

    @Column(name = "created_at")
    private long createdAt;

    @Column(name = "deadline")
    private long deadline;

    @Column(name = "state")
    private String state;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "step")
    private int step;

    @Column(name = "due_at")
    private @Nullable Long dueAt;

    @Column(name = "provider")
    private @Nullable String provider;

    @Column(name = "provider_reference")
    private @Nullable String providerReference;

    @Column(name = "failure")
    private @Nullable String failure;

    @SuppressWarnings("NullAway.Init")
    protected OutboxMessageEntity() {}

    private OutboxMessageEntity(OutboxMessage message) {
        CodeReference code = message.code();
        id = message.id().value();
        kind = message.kind().name();
        challengeId = code == null ? null : code.challengeId().value();
        purpose = code == null ? null : code.purpose().value();
        generation = code == null ? null : code.generation();
        secretId = code == null ? null : code.secretId();
        channel = message.contact().kind().storedName();
        chosenChannel = nameOf(message.channel());
        contact = message.contact().value();
        locale = message.locale().toLanguageTag();
        decoy = message.decoy();
        createdAt = message.createdAt().toEpochMilli();
        deadline = message.deadline().toEpochMilli();
        state = message.state().name();
        attempts = message.attempts();
        step = message.step();
        dueAt = Times.orNull(message.nextAttemptAt());
        provider = cut(message.provider(), LONGEST_PROVIDER);
        providerReference = cut(message.providerReference(), LONGEST_NOTE);
        failure = cut(message.failure(), LONGEST_NOTE);
    }

    /**
     * Shortens a provider's text to the width of its column, so that a long text cannot keep its message from being
     * stored.
     */
    static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    private static @Nullable String nameOf(@Nullable Channel channel) {
        return channel == null ? null : channel.name();
    }

    /** Reads back the name of a chosen channel. */
    static @Nullable Channel channel(@Nullable String name) {
        return name == null ? null : Channel.valueOf(name);
    }

    static OutboxMessageEntity from(OutboxMessage message) {
        return new OutboxMessageEntity(message);
    }

    /**
     * The values that change during a message's life, then its id, in the order of {@link JpaOutboxRepository#UPDATE}.
     */
    @Nullable
    Object[] changes() {
        return new @Nullable Object[] {attempts, step, provider, providerReference, failure, dueAt, state, id};
    }

    OutboxMessage toDomain() {
        return new OutboxMessage(
                new OutboxMessageId(id),
                new OutboxMessage.Envelope(
                        MessageKind.valueOf(kind),
                        code(),
                        Contact.of(ContactKind.ofStored(channel), contact),
                        Locale.forLanguageTag(locale),
                        decoy,
                        Instant.ofEpochMilli(createdAt),
                        Instant.ofEpochMilli(deadline),
                        channel(chosenChannel)),
                new OutboxMessage.Progress(
                        DeliveryState.valueOf(state),
                        attempts,
                        step,
                        Times.orNull(dueAt),
                        provider,
                        providerReference,
                        failure));
    }

    private @Nullable CodeReference code() {
        return challengeId == null || purpose == null || generation == null || secretId == null
                ? null
                : new CodeReference(new OtpChallengeId(challengeId), new OtpPurpose(purpose), generation, secretId);
    }
}
