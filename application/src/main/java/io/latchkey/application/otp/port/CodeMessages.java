package io.latchkey.application.otp.port;

import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The messages that carry a challenge's code to its reader. */
public interface CodeMessages {
    /**
     * Promises the message of a challenge. It goes out when the surrounding unit of work commits, and not otherwise; that of a
     * challenge with a fixed code goes to nobody and counts as delivered.
     *
     * @param kind {@link MessageKind#CODE}, or what is said in its place
     * @param chosen the channel that the requester chose, one of those {@link #offers offered}; empty when the route decides
     */
    DeliveryState promise(
            OtpChallenge challenge, MessageKind kind, Optional<Channel> chosen, Locale locale, Instant now);

    /** The channels by which a code of this purpose can be sent to this contact. Answered from memory. */
    List<Channel> offers(OtpPurpose purpose, Contact contact);

    /** Whether the site sends messages to contacts of this kind at all. Answered from memory. */
    boolean reaches(ContactKind kind);

    /** Gives up those messages of a challenge that wait for their next try or for a receipt, in the surrounding unit of work. */
    void cancel(OtpChallengeId challenge);

    /** The newest message of a challenge. */
    Optional<Newest> find(OtpChallengeId challenge);

    /**
     * The newest message of a challenge.
     *
     * @param state how far it has come
     * @param chosen the channel that its requester chose; empty when the route decided
     */
    record Newest(DeliveryState state, Optional<Channel> chosen) {}

    /**
     * Waits for the first try to deliver a challenge's newest message, whichever node makes it. Never called in a unit of work.
     *
     * @param patience the longest wait
     * @return whether it was accepted, or is still under way
     */
    boolean await(OtpChallengeId challenge, Duration patience);
}
