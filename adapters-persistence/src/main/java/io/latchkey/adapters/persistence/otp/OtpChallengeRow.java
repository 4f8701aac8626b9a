package io.latchkey.adapters.persistence.otp;

import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code otp_challenge}. */
public final class OtpChallengeRow {
    /** The columns that {@link #read} reads, those that never change first. */
    static final Columns COLUMNS = Columns.of(
            "otp_challenge",
            "id",
            "purpose",
            "channel",
            "contact",
            "user_id",
            "contact_hidden",
            "decoy",
            "secret_id",
            "created_at",
            "lane_subject",
            "lane_device",
            "generation",
            "expires_at",
            "previous_expires_at",
            "next_send_at",
            "attempts_left",
            "sends_left",
            "used_at",
            "handed_to");

    public static final Columns ALL = COLUMNS.and(List.of("handle"));
    private static final Columns PROGRESS = COLUMNS.from("generation");

    static final String INSERT = ALL.insert();
    static final String UPDATE = "UPDATE otp_challenge SET " + PROGRESS.assignments() + " WHERE id = ?";

    private OtpChallengeRow() {}

    /** Values for {@link #INSERT}. */
    static @Nullable Object[] insertion(OtpChallenge challenge, @Nullable UUID handle) {
        UserId user = challenge.userId();
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                challenge.id().value(),
                challenge.purpose().value(),
                challenge.contact().kind().storedName(),
                challenge.contact().value(),
                user == null ? null : user.value(),
                challenge.contactHidden(),
                challenge.decoy(),
                challenge.secretId(),
                challenge.createdAt(),
                challenge.lane().subject(),
                challenge.lane().device()));
        values.addAll(progress(challenge));
        values.add(handle);
        return values.toArray();
    }

    /** Values for {@link #UPDATE}. */
    static @Nullable Object[] update(OtpChallenge challenge) {
        List<@Nullable Object> values = new ArrayList<>(progress(challenge));
        values.add(challenge.id().value());
        return values.toArray();
    }

    private static List<@Nullable Object> progress(OtpChallenge challenge) {
        return Arrays.asList(
                challenge.generation(),
                challenge.expiresAt(),
                challenge.previousExpiresAt(),
                challenge.nextSendAt(),
                challenge.attemptsLeft(),
                challenge.sendsLeft(),
                challenge.usedAt(),
                challenge.progress().handedTo());
    }

    /** Reads {@link #COLUMNS}. */
    static OtpChallenge read(Row row) throws SQLException {
        UUID id = row.id();
        String purpose = row.text();
        String channel = row.text();
        String contact = row.text();
        UUID user = row.idOrNull();
        boolean contactHidden = row.flag();
        boolean decoy = row.flag();
        String secretId = row.text();
        Instant createdAt = row.instant();
        Lane lane = lane(id, row.idOrNull(), row.idOrNull());
        return new OtpChallenge(
                new OtpChallengeId(id),
                new OtpChallenge.Terms(
                        new OtpPurpose(purpose),
                        Contact.of(ContactKind.ofStored(channel), contact),
                        user == null ? null : new UserId(user),
                        contactHidden,
                        decoy,
                        secretId,
                        createdAt,
                        lane),
                new OtpChallenge.Progress(
                        row.number(),
                        row.instant(),
                        row.instantOrNull(),
                        row.instant(),
                        row.number(),
                        row.number(),
                        row.instantOrNull(),
                        row.textOrNull()));
    }

    /** A challenge that is older than lanes has one to itself until it expires. */
    private static Lane lane(UUID challenge, @Nullable UUID subject, @Nullable UUID device) {
        return subject == null || device == null ? Lane.ofStrangers(challenge) : new Lane(subject, device);
    }
}
