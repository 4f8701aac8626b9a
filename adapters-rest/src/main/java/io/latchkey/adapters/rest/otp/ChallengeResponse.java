package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A challenge as its requester sees it; channel and destination are null where the requester must not learn them. */
@Schema(name = "Challenge", description = "A code that was sent, and what is left of its life.")
public record ChallengeResponse(
        @Schema(example = "5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11")
        String id,

        @Schema(example = "sign-in") String purpose,

        @Schema(
                example = "email",
                nullable = true,
                enumeration = {"email", "sms", "voice", "whatsapp"})
        @Nullable
        String channel,

        @Schema(example = "a***a@example.org", description = "Masked.", nullable = true) @Nullable
        String destination,

        @Schema(type = SchemaType.STRING, format = "date-time")
        Instant expiresAt,

        @Schema(type = SchemaType.STRING, format = "date-time", description = "When another message may be asked for.")
        Instant nextSendAt,

        @Schema(example = "5") int attemptsLeft,
        @Schema(example = "2") int sendsLeft,

        @Schema(
                description =
                        "Channels by which another message may be asked for. None where nothing more is sent, or the"
                                + " requester must not learn the destination.",
                example = "[\"sms\", \"voice\"]")
        List<String> channels,

        @Schema(enumeration = {"queued", "accepted", "delivered", "failed"})
        String delivery)
        implements ResponseBody {
    public static ChallengeResponse from(IssuedChallenge issued) {
        OtpChallenge challenge = issued.challenge();
        boolean isHidden = challenge.contactHidden();
        return new ChallengeResponse(
                challenge.id().toString(),
                challenge.purpose().value(),
                isHidden ? null : issued.channel().wireName(),
                isHidden ? null : challenge.contact().masked(),
                challenge.expiresAt(),
                challenge.nextSendAt(),
                challenge.attemptsLeft(),
                challenge.sendsLeft(),
                issued.channels().stream().map(Channel::wireName).toList(),
                issued.delivery().wireName());
    }
}
