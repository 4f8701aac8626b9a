package io.latchkey.application.otp;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code that is to be made and sent.
 *
 * @param userId the account it acts on; null when on none
 * @param contactHidden whether the requester does not know the contact and must not learn it
 * @param decoy whether no code is sent, and it only has to look as if one were
 * @param notice what the message says in place of a code; {@link MessageKind#CODE} for a code
 * @param locale the language of the message
 * @param subject whom the contact's limits are for; the contact, unless the requester named somebody without knowing it
 * @param knownSince devices that signed in since then are known to the account; empty where the contact is not the account's own, so
 *     that every device is a stranger
 * @param channel the channel that the requester chose; empty when the route decides
 */
public record CodeOrder(
        OtpPurpose purpose,
        Contact contact,
        @Nullable UserId userId,
        boolean contactHidden,
        boolean decoy,
        MessageKind notice,
        Locale locale,
        String subject,
        Optional<Instant> knownSince,
        Optional<Channel> channel) {
    /** A code that acts on no account. */
    public static CodeOrder forNobody(OtpPurpose purpose, Contact contact, Locale locale) {
        return of(purpose, contact, null, locale, Optional.empty());
    }

    /** A code that acts on an account. */
    public static CodeOrder forAccount(OtpPurpose purpose, Contact contact, User user, Locale locale) {
        return of(
                purpose,
                contact,
                user.id(),
                locale,
                Optional.of(user.devicesKnownSince()).filter(since -> user.hasVerified(contact)));
    }

    private static CodeOrder of(
            OtpPurpose purpose, Contact contact, @Nullable UserId user, Locale locale, Optional<Instant> knownSince) {
        return new CodeOrder(
                purpose,
                contact,
                user,
                false,
                false,
                MessageKind.CODE,
                locale,
                contact.subject(),
                knownSince,
                Optional.empty());
    }

    /** Another message of a challenge; one whose contact its requester must not learn has limits of its own. */
    public static CodeOrder again(OtpChallenge challenge, Locale locale) {
        CodeOrder order = of(challenge.purpose(), challenge.contact(), challenge.userId(), locale, Optional.empty());
        CodeOrder same = challenge.decoy() ? order.asDecoy() : order;
        return challenge.contactHidden() ? same.hidingContact("challenge:" + challenge.id()) : same;
    }

    /** The device that asks for the code, if it is known to the account. */
    public Optional<UUID> deviceAt(ClientOrigin origin) {
        UserId user = userId;
        return user == null ? Optional.empty() : knownSince.flatMap(since -> origin.deviceOf(user.value(), since));
    }

    /** The same, but no code is sent. */
    public CodeOrder asDecoy() {
        return new CodeOrder(
                purpose, contact, userId, contactHidden, true, notice, locale, subject, knownSince, channel);
    }

    /**
     * The same, asked for by somebody who must not learn the contact.
     *
     * @param otherSubject whom the limits are for in place of the contact
     */
    public CodeOrder hidingContact(String otherSubject) {
        return new CodeOrder(purpose, contact, userId, true, decoy, notice, locale, otherSubject, knownSince, channel);
    }

    /** The same by a channel that the requester chose; empty when the route decides. */
    public CodeOrder by(Optional<Channel> chosen) {
        return new CodeOrder(
                purpose, contact, userId, contactHidden, decoy, notice, locale, subject, knownSince, chosen);
    }

    /** The same challenge with another message in place of the code. */
    public CodeOrder saying(MessageKind kind) {
        return new CodeOrder(
                purpose, contact, userId, contactHidden, decoy, kind, locale, subject, knownSince, channel);
    }
}
