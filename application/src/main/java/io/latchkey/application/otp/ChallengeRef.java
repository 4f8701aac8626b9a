package io.latchkey.application.otp;

import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.UserId;

/**
 * How a caller names a challenge. All but those with an id name the newest challenge of their kind, and only where it was sent to be found so
 * ({@link SendCodeCommand#lookup}).
 */
public sealed interface ChallengeRef {
    record ById(OtpChallengeId id) implements ChallengeRef {}

    /** The challenge of this id, if its code went out on this channel. */
    record ByIdOn(OtpChallengeId id, ContactKind kind) implements ChallengeRef {}

    /** The challenge whose code went to this contact. */
    record ByContact(OtpPurpose purpose, Contact contact) implements ChallengeRef {}

    /** The challenge that acts on this account. */
    record ByAccount(OtpPurpose purpose, UserId userId) implements ChallengeRef {}

    /** The challenge whose code is the one that is typed; no wrong guess can be counted on it. */
    record ByCode(OtpPurpose purpose) implements ChallengeRef {}
}
