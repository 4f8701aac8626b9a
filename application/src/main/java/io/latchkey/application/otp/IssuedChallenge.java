package io.latchkey.application.otp;

import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A challenge as its requester may see it.
 *
 * @param delivery how far its newest message has come
 * @param chosen the channel that the requester chose for this message; empty when the route decided
 * @param channels channels by which another message may still be asked for; none where nothing more is sent, or the requester must not
 *     learn the contact
 * @param silentUrl the address that the reader's device opens over mobile data to get a code; empty for codes that are sent
 */
public record IssuedChallenge(
        OtpChallenge challenge,
        DeliveryState delivery,
        Optional<Channel> chosen,
        List<Channel> channels,
        Optional<String> silentUrl) {
    public IssuedChallenge {
        channels = List.copyOf(channels);
    }

    /** @param offered the channels that reach the contact */
    public static IssuedChallenge of(
            OtpChallenge challenge,
            DeliveryState delivery,
            Optional<Channel> chosen,
            List<Channel> offered,
            Instant now) {
        boolean isChoosable = challenge.goesOn(now) && !challenge.contactHidden();
        return new IssuedChallenge(challenge, delivery, chosen, isChoosable ? offered : List.of(), Optional.empty());
    }

    /** The same with the address that the reader's device opens. */
    public IssuedChallenge opening(Optional<String> url) {
        return new IssuedChallenge(challenge, delivery, chosen, channels, url);
    }

    /** The channel of the newest message: the one that was chosen, else the usual one of the contact. */
    public Channel channel() {
        return chosen.orElse(challenge.contact().kind().usualChannel());
    }
}
