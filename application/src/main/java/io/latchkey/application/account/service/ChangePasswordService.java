package io.latchkey.application.account.service;

import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.service.StepUp;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.user.AccountWords;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.Optional;

/** Checks the current password, which is counted like one of a sign-in, then replaces it. */
public final class ChangePasswordService implements ChangePasswordUseCase {
    private final AccountLimits limits;
    private final StepUp stepUp;
    private final NewPasswords newPasswords;
    private final PasswordReplacement replacement;
    private final UnitOfWork unitOfWork;

    ChangePasswordService(
            AccountLimits limits,
            StepUp stepUp,
            NewPasswords newPasswords,
            PasswordReplacement replacement,
            UnitOfWork unitOfWork) {
        this.limits = limits;
        this.stepUp = stepUp;
        this.newPasswords = newPasswords;
        this.replacement = replacement;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public PasswordChange change(Caller caller, Optional<CurrentPassword> current, Password next) {
        User user = caller.user();
        newPasswords.check("newPassword", next, ClientOrigin.NATIVE, AccountWords.of(user));
        Optional<Throttled> throttled = limits.countWrite(user);
        if (throttled.isPresent()) {
            return new PasswordChange.Refused(throttled.get());
        }
        return stepUp.refuseWithoutPassword(caller, current)
                .<PasswordChange>map(PasswordChange.NotConfirmed::new)
                .orElseGet(() -> replace(caller, next));
    }

    private PasswordChange replace(Caller caller, Password next) {
        PasswordHash hash = newPasswords.hash(next);
        return unitOfWork.execute(() -> {
            replacement.replace(caller.user(), hash, PasswordReplacement.Extent.change(caller));
            return new PasswordChange.Changed();
        });
    }
}
