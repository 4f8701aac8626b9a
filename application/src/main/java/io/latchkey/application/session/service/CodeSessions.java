package io.latchkey.application.session.service;

import io.latchkey.application.session.SignIn;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;

/** Opens a session for whoever gave a right code, if the code's contact is the account's own and no password is asked for first. */
public final class CodeSessions {
    private final UserRepository users;
    private final SessionOpener opener;
    private final TokenMinter minter;
    private final boolean secondFactorRequired;

    public CodeSessions(UserRepository users, SessionOpener opener, TokenMinter minter, boolean secondFactorRequired) {
        this.users = users;
        this.opener = opener;
        this.minter = minter;
        this.secondFactorRequired = secondFactorRequired;
    }

    /** What the transaction came to; tokens are made after it. */
    public sealed interface Step {
        record Open(User user, Session session) implements Step {}

        record Answer(SignIn outcome) implements Step {}
    }

    /** In the unit of work the code was used in. */
    public Step open(OtpChallenge challenge, Optional<User> found, ClientOrigin origin) {
        Optional<User> entitled = found.filter(User::isActive)
                // A contact given up since the code was sent no longer signs in.
                .filter(user -> user.hasVerified(challenge.contact()));
        if (entitled.isEmpty()) {
            return new Step.Answer(new SignIn.WrongCode(RefusalReason.EXPIRED, 0));
        }
        User user = entitled.get();
        boolean isSecondFactor = challenge.purpose().builtIn().equals(OtpPurpose.SECOND_FACTOR);
        boolean needsPassword =
                user.secondFactor() != SecondFactor.NONE || secondFactorRequired && user.passwordHash() != null;
        if (!isSecondFactor && needsPassword) {
            return new Step.Answer(new SignIn.PasswordNeeded());
        }
        if (user.codeFailures() > 0) {
            users.update(user.forgetCodeFailures());
        }
        return new Step.Open(user, opener.open(user, methods(challenge, isSecondFactor), origin));
    }

    /** After that unit of work. */
    public SignIn finish(Step step) {
        return step instanceof Step.Open open
                ? new SignIn.SignedIn(minter.mint(open.user(), open.session()))
                : ((Step.Answer) step).outcome();
    }

    private static List<String> methods(OtpChallenge challenge, boolean isSecondFactor) {
        String delivered = challenge.contact().kind() == ContactKind.PHONE ? "sms" : "otp";
        return isSecondFactor ? List.of("pwd", delivered, "mfa") : List.of(delivered);
    }
}
