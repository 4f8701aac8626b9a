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
import io.latchkey.domain.user.OwnContact;
import io.latchkey.domain.user.UserId;
import java.util.function.Function;

/** The owner of a guarded code, as calls name it. */
public record CodeOwner(Recipient recipient, Function<OtpPurpose, ChallengeRef> challenge) {
    /** A person with a contact that no account has verified. */
    public static CodeOwner newcomer(Contact contact) {
        return new CodeOwner(new Recipient.Newcomer(contact), purpose -> new ChallengeRef.ByContact(purpose, contact));
    }

    /** An account, named by its verified contact of a kind. */
    public static CodeOwner account(UserId user, ContactKind kind) {
        return account(user, kind == ContactKind.EMAIL ? OwnContact.EMAIL : OwnContact.PHONE);
    }

    /** An account, named by one of its contacts. */
    public static CodeOwner account(UserId user, OwnContact which) {
        return new CodeOwner(
                new Recipient.AccountsOwn(user, which), purpose -> new ChallengeRef.ByOwnContact(purpose, user, which));
    }

    /** Sends a code to the guarded contact. A pending code is sent again. */
    public SendCodeCommand send(OtpPurpose purpose, Requester requester) {
        return SendCodeCommand.to(recipient, purpose, requester)
                .foundBy(SendCodeCommand.Lookup.CONTACT)
                .reusing()
                .toGuarded();
    }

    /** Checks a guess. A right guess uses the code up. */
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
