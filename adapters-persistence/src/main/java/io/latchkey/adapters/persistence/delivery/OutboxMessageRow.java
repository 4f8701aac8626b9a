package io.latchkey.adapters.persistence.delivery;

import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.Refusals;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code outbox_message}. */
public final class OutboxMessageRow {
    static final int LONGEST_PROVIDER = 64;
    static final int LONGEST_NOTE = 255;
    private static final int LONGEST_REFUSALS = 1000;

    public static final Columns COLUMNS = Columns.of(
            "outbox_message",
            "id",
            "kind",
            "challenge_id",
            "purpose",
            "generation",
            "secret_id",
            "channel",
            "chosen_channel",
            "contact",
            "locale",
            "decoy",
            "created_at",
            "deadline",
            "state",
            "attempts",
            "step",
            "due_at",
            "provider",
            "provider_reference",
            "failure",
            "refusals");

    static final String INSERT = COLUMNS.insert();

    /**
     * Takes {@link #changes}. The state is set last, because MariaDB sets one column after another and a later column
     * would see the new state.
     */
    static final String UPDATE = """
            UPDATE outbox_message
               SET attempts = ?, step = ?, provider = ?, provider_reference = ?, failure = ?, refusals = ?,
                   due_at = CASE WHEN state = 'DELIVERED' THEN NULL ELSE ? END,
                   state = CASE WHEN state = 'DELIVERED' THEN state ELSE ? END
             WHERE id = ?
            """;

    private OutboxMessageRow() {}

    /** Values for {@link #INSERT}. */
    static @Nullable Object[] insertion(OutboxMessage message) {
        CodeReference code = message.code();
        Channel chosen = message.channel();
        return new @Nullable Object[] {
            message.id().value(),
            message.kind().name(),
            code == null ? null : code.challengeId().value(),
            code == null ? null : code.purpose().value(),
            code == null ? null : code.generation(),
            code == null ? null : code.secretId(),
            message.contact().kind().storedName(),
            chosen == null ? null : chosen.name(),
            message.contact().value(),
            message.locale().toLanguageTag(),
            message.decoy(),
            message.createdAt(),
            message.deadline(),
            message.state().name(),
            message.attempts(),
            message.step(),
            message.nextAttemptAt(),
            Columns.cut(message.provider(), LONGEST_PROVIDER),
            Columns.cut(message.providerReference(), LONGEST_NOTE),
            Columns.cut(message.failure(), LONGEST_NOTE),
            refusals(message)
        };
    }

    /** Values for {@link #UPDATE}: what changes during a message's life, then its id. */
    static @Nullable Object[] changes(OutboxMessage message) {
        return new @Nullable Object[] {
            message.attempts(),
            message.step(),
            Columns.cut(message.provider(), LONGEST_PROVIDER),
            Columns.cut(message.providerReference(), LONGEST_NOTE),
            Columns.cut(message.failure(), LONGEST_NOTE),
            refusals(message),
            message.nextAttemptAt(),
            message.state().name(),
            message.id().value()
        };
    }

    /** Reads back the name of a chosen channel. */
    static @Nullable Channel channel(@Nullable String name) {
        return name == null ? null : Channel.valueOf(name);
    }

    /** Reads {@link #COLUMNS}. */
    public static OutboxMessage read(Row row) throws SQLException {
        UUID id = row.id();
        MessageKind kind = MessageKind.valueOf(row.text());
        CodeReference code = code(row.idOrNull(), row.textOrNull(), row.numberOrNull(), row.textOrNull());
        ContactKind contactKind = ContactKind.ofStored(row.text());
        Channel chosen = channel(row.textOrNull());
        Contact contact = Contact.of(contactKind, row.text());
        Locale locale = Locale.forLanguageTag(row.text());
        boolean decoy = row.flag();
        Instant createdAt = row.instant();
        Instant deadline = row.instant();
        return new OutboxMessage(
                new OutboxMessageId(id),
                new OutboxMessage.Envelope(kind, code, contact, locale, decoy, createdAt, deadline, chosen),
                new OutboxMessage.Progress(
                        DeliveryState.valueOf(row.text()),
                        row.number(),
                        row.number(),
                        row.instantOrNull(),
                        row.textOrNull(),
                        row.textOrNull(),
                        row.textOrNull(),
                        refusals(row.textOrNull())));
    }

    /** Whole marks only, as many as the column holds; null when nobody refused. */
    private static @Nullable String refusals(OutboxMessage message) {
        String text = message.refusals().stored();
        if (text.length() > LONGEST_REFUSALS) {
            text = text.substring(0, text.lastIndexOf(' ', LONGEST_REFUSALS));
        }
        return text.isEmpty() ? null : text;
    }

    private static Refusals refusals(@Nullable String stored) {
        return stored == null ? Refusals.NONE : Refusals.ofStored(stored);
    }

    private static @Nullable CodeReference code(
            @Nullable UUID challenge,
            @Nullable String purpose,
            @Nullable Integer generation,
            @Nullable String secretId) {
        return challenge == null || purpose == null || generation == null || secretId == null
                ? null
                : new CodeReference(new OtpChallengeId(challenge), new OtpPurpose(purpose), generation, secretId);
    }
}
