package io.latchkey.application.otp;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A code on its way to a contact, as rules of sending judge it.
 *
 * @param userId the account the code acts on; null when it acts on none, and at hand-over, where it is not known
 * @param subject whom the contact's limits are for; the contact, unless the requester named somebody without knowing it
 * @param network what limits per client are keyed by; empty at hand-over
 * @param fixedCode whether the code is fixed, so that no message goes out
 * @param guarded whether the contact is blocked after too many codes or wrong guesses
 * @param known whether a device asks that is known to the account. Such devices have limits of their own, which strangers cannot use up
 * @param promisedAt when the message was promised; null while it is being promised
 */
public record Sending(
        OtpPurpose purpose,
        Contact contact,
        @Nullable UserId userId,
        String subject,
        String network,
        boolean fixedCode,
        boolean guarded,
        boolean known,
        @Nullable Instant promisedAt) {
    /**
     * A code that is being promised.
     *
     * @param known whether a device asks that is known to the account
     */
    public static Sending promised(CodeOrder order, ClientOrigin origin, boolean fixedCode, boolean known) {
        return new Sending(
                order.purpose(),
                order.contact(),
                order.userId(),
                order.subject(),
                origin.network(),
                fixedCode,
                false,
                known,
                null);
    }

    /** A code whose message is about to be handed over. */
    public static Sending handedOver(OtpPurpose purpose, Contact contact, Instant promisedAt) {
        return new Sending(purpose, contact, null, contact.subject(), "", false, false, false, promisedAt);
    }

    /** The same code, to a contact that is blocked after too much. */
    public Sending toGuarded() {
        return new Sending(purpose, contact, userId, subject, network, fixedCode, true, known, promisedAt);
    }

    /**
     * Whom the limit per account is for: the contact where anybody may ask, so that the limit does not tell whether, or that two
     * contacts, belong to an account.
     */
    public String account() {
        OtpPurpose base = purpose.builtIn();
        boolean anybodyMayAsk = base.equals(OtpPurpose.SIGN_IN) || base.equals(OtpPurpose.RESET_PASSWORD);
        return inLane(userId == null || anybodyMayAsk ? subject : userId.toString());
    }

    /** Whom the limit per destination is for: a second factor's messages are the owner's, and no stranger's use them up. */
    public String destination() {
        return purpose.equals(OtpPurpose.SECOND_FACTOR) ? perPurpose() : inLane(subject);
    }

    /** Whom limits are for that bind the contact, whoever it is named by. */
    public String perContact() {
        return contact.subject();
    }

    /** Whom limits on messages of one purpose are for. */
    public String perPurpose() {
        return inLane(purpose + " " + subject);
    }

    /** Whether the message was promised after this time. */
    public boolean wasPromisedAfter(Instant time) {
        return promisedAt != null && promisedAt.isAfter(time);
    }

    /** All known devices of an account share their limits, so that one account costs no more for having many. */
    private String inLane(String whom) {
        return known ? "known devices " + whom : whom;
    }
}
