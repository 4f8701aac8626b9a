package io.latchkey.application.testkit;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.UserId;
import java.util.function.Function;

/** Whose guarded code it is, as calls name it. */
public record CodeOwner(Recipient recipient, Function<OtpPurpose, ChallengeRef> challenge) {
    /** Somebody no account has verified this contact for. */
    public static CodeOwner newcomer(Contact contact) {
        return new CodeOwner(new Recipient.Newcomer(contact), purpose -> new ChallengeRef.ByContact(purpose, contact));
    }

    /** An account, by the verified contact of this kind that it has. */
    public static CodeOwner account(UserId user, ContactKind kind) {
        return new CodeOwner(
                new Recipient.AccountsOwn(user, kind), purpose -> new ChallengeRef.ByOwnContact(purpose, user, kind));
    }

    /** A code to the guarded contact; a pending one is sent again. */
    public SendCodeCommand send(OtpPurpose purpose, Requester requester) {
        return SendCodeCommand.to(recipient, purpose, requester)
                .foundBy(SendCodeCommand.Lookup.CONTACT)
                .reusing()
                .toGuarded();
    }

    /** A guess at the code; a right one is used up. */
    public CheckCodeCommand check(OtpPurpose purpose, OtpCode guess, Requester requester) {
        return CheckCodeCommand.of(
                        challenge.apply(purpose),
                        purpose,
                        guess,
                        new CheckCodeCommand.Effect.Spend(),
                        requester.origin())
                .atGuarded();
    }
}
