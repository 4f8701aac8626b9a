package io.latchkey.application.account.service;

import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.application.user.service.PasswordComparison;
import io.latchkey.domain.user.AccountWords;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.Map;
import java.util.Optional;

/** Checks the current password, counted per account, then replaces it. */
public final class ChangePasswordService implements ChangePasswordUseCase {
    private final AccountLimits limits;
    private final RecentSignIn recentSignIn;
    private final PasswordComparison comparison;
    private final NewPasswords newPasswords;
    private final PasswordReplacement replacement;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;

    ChangePasswordService(
            AccountLimits limits,
            RecentSignIn recentSignIn,
            PasswordComparison comparison,
            NewPasswords newPasswords,
            PasswordReplacement replacement,
            UnitOfWork unitOfWork,
            AuditTrail audit) {
        this.limits = limits;
        this.recentSignIn = recentSignIn;
        this.comparison = comparison;
        this.newPasswords = newPasswords;
        this.replacement = replacement;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
    }

    @Override
    public PasswordChange change(Caller caller, Optional<Password> current, Password next) {
        User user = caller.user();
        newPasswords.check("newPassword", next, AccountWords.of(user));
        Optional<Throttled> throttled = limits.countWrite(user);
        if (throttled.isPresent()) {
            return new PasswordChange.Refused(throttled.get());
        }
        if (user.passwordHash() == null) {
            return recentSignIn.isBy(caller) ? replace(caller, next) : new PasswordChange.NeedsRecentSignIn();
        }
        return current.isPresent() && comparison.matches(current.get(), user.passwordHash())
                ? replace(caller, next)
                : wrongCurrentPassword(user);
    }

    private PasswordChange wrongCurrentPassword(User user) {
        audit.record(
                AuditTrail.Event.SIGN_IN_REFUSED,
                Map.of("user", user.id().toString(), "factor", "password", "reason", "wrong current password"));
        return new PasswordChange.WrongCurrentPassword();
    }

    private PasswordChange replace(Caller caller, Password next) {
        PasswordHash hash = newPasswords.hash(next);
        return unitOfWork.execute(() -> {
            replacement.replace(caller.user(), hash, PasswordReplacement.Extent.change(caller));
            return new PasswordChange.Changed();
        });
    }
}
