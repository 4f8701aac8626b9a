package io.latchkey.adapters.rest.otp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A challenge as its requester sees it; channel and destination are null where the requester must not learn them. */
public record ChallengeResponse(
        String id,
        String purpose,
        @Nullable String channel,
        @Nullable String destination,
        Instant expiresAt,
        Instant nextSendAt,
        int attemptsLeft,
        int sendsLeft,
        List<String> channels,
        String delivery,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SilentAuthResponse silentAuth)
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
                issued.delivery().wireName(),
                issued.silentUrl().map(SilentAuthResponse::new).orElse(null));
    }
}
