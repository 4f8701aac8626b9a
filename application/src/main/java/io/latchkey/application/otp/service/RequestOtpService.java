package io.latchkey.application.otp.service;

import io.latchkey.application.otp.OtpRequest;
import io.latchkey.application.otp.RequestOtpCommand;
import io.latchkey.application.otp.RequestOtpUseCase;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.Optional;

/** Sends a code; takes the same steps whether or not anybody has the contact. */
public final class RequestOtpService implements RequestOtpUseCase {
    private final UserRepository users;
    private final Throttles throttles;
    private final ChallengeIssuer issuer;
    private final UnitOfWork unitOfWork;

    public RequestOtpService(UserRepository users, Throttles throttles, ChallengeIssuer issuer, UnitOfWork unitOfWork) {
        this.users = users;
        this.throttles = throttles;
        this.issuer = issuer;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public OtpRequest request(RequestOtpCommand command) {
        if (command.purpose().equals(OtpPurpose.SECOND_FACTOR)) {
            throw new InvalidValueException("purpose", "second-factor codes are sent by signing in with the password");
        }
        OtpRequest outcome = unitOfWork.execute(() ->
                issuer.request(throttles, wish(command), command.requester().origin()));
        if (outcome instanceof OtpRequest.Issued) {}
        return outcome;
    }

    private ChallengeIssuer.Wish wish(RequestOtpCommand command) {
        boolean needsAccount =
                command.purpose().authenticates() || command.purpose().equals(OtpPurpose.RESET_PASSWORD);
        if (!needsAccount) {
            return ChallengeIssuer.Wish.code(
                    command.purpose(),
                    command.contact(),
                    null,
                    false,
                    command.requester().locale());
        }
        Optional<User> user =
                users.findByLogin(new LoginName.ByContact(command.contact())).filter(User::isActive);
        return ChallengeIssuer.Wish.code(
                command.purpose(),
                command.contact(),
                user.map(User::id).orElse(null),
                user.isEmpty(),
                user.map(User::locale).orElse(command.requester().locale()));
    }
}
