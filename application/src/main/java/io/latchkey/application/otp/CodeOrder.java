package io.latchkey.application.otp;

import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.UserId;
import java.util.Locale;
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
 */
public record CodeOrder(
        OtpPurpose purpose,
        Contact contact,
        @Nullable UserId userId,
        boolean contactHidden,
        boolean decoy,
        MessageKind notice,
        Locale locale,
        String subject) {
    /** A code that acts on no account. */
    public static CodeOrder forNobody(OtpPurpose purpose, Contact contact, Locale locale) {
        return of(purpose, contact, null, locale);
    }

    /** A code that acts on an account. */
    public static CodeOrder forAccount(OtpPurpose purpose, Contact contact, UserId user, Locale locale) {
        return of(purpose, contact, user, locale);
    }

    private static CodeOrder of(OtpPurpose purpose, Contact contact, @Nullable UserId user, Locale locale) {
        return new CodeOrder(purpose, contact, user, false, false, MessageKind.CODE, locale, subjectOf(contact));
    }

    /** Another message of a challenge; one whose contact its requester must not learn has limits of its own. */
    public static CodeOrder again(OtpChallenge challenge, Locale locale) {
        CodeOrder order = of(challenge.purpose(), challenge.contact(), challenge.userId(), locale);
        CodeOrder same = challenge.decoy() ? order.asDecoy() : order;
        return challenge.contactHidden() ? same.hidingContact("challenge:" + challenge.id()) : same;
    }

    static String subjectOf(Contact contact) {
        return contact.kind().storedName() + ":" + contact.key();
    }

    /** The same, but no code is sent. */
    public CodeOrder asDecoy() {
        return new CodeOrder(purpose, contact, userId, contactHidden, true, notice, locale, subject);
    }

    /**
     * The same, asked for by somebody who must not learn the contact.
     *
     * @param otherSubject whom the limits are for in place of the contact
     */
    public CodeOrder hidingContact(String otherSubject) {
        return new CodeOrder(purpose, contact, userId, true, decoy, notice, locale, otherSubject);
    }

    /** The same challenge with another message in place of the code. */
    public CodeOrder saying(MessageKind kind) {
        return new CodeOrder(purpose, contact, userId, contactHidden, decoy, kind, locale, subject);
    }
}
