package io.latchkey.application.account.service;

import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.otp.OtpRequest;
import io.latchkey.application.otp.service.ChallengeIssuer;
import io.latchkey.application.otp.service.ChallengeIssuer.Wish;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.Locale;
import java.util.Optional;

/** Sends a reset code to the contact that was named, or, for a username, to the first verified one without naming it. */
public final class ForgotPasswordService implements ForgotPasswordUseCase {
    /** Stands in the row of a challenge that reaches nobody (RFC 2606 §2). */
    private static final Contact NOBODY = new EmailAddress("nobody@latchkey.invalid");

    private final UserRepository users;
    private final Throttles throttles;
    private final ChallengeIssuer issuer;
    private final UnitOfWork unitOfWork;

    ForgotPasswordService(UserRepository users, Throttles throttles, ChallengeIssuer issuer, UnitOfWork unitOfWork) {
        this.users = users;
        this.throttles = throttles;
        this.issuer = issuer;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public OtpRequest request(OtpPurpose purpose, LoginName login, Requester requester) {
        return unitOfWork.execute(() -> {
            Optional<User> user = users.findByLogin(login).filter(User::isActive);
            Locale language = user.map(User::locale).orElse(requester.locale());
            Wish wish = login.fold(
                    username -> concealed(purpose, login, user, language),
                    byContact -> Wish.code(
                            purpose, byContact.contact(), user.map(User::id).orElse(null), user.isEmpty(), language),
                    unusable -> concealed(purpose, login, user, language));
            return issuer.request(throttles, wish, requester.origin());
        });
    }

    /** The code goes to a contact that the requester does not know, or to nobody; which of both is not told. */
    private static Wish concealed(OtpPurpose purpose, LoginName login, Optional<User> user, Locale language) {
        Optional<Contact> contact =
                user.flatMap(known -> known.verifiedContacts().stream().findFirst());
        return new Wish(
                purpose,
                contact.orElse(NOBODY),
                contact.isPresent() ? user.map(User::id).orElse(null) : null,
                true,
                contact.isEmpty(),
                MessageKind.CODE,
                language,
                login.key());
    }
}
