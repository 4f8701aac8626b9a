package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.domain.user.PasswordHash;
import java.util.Optional;
import java.util.Set;

/**
 * Checks, counts, looks for taken names, hashes and saves, in this order. The way to prove contacts decides the
 * details.
 */
public final class RegisterService implements RegisterUseCase {
    private final AccountLimits limits;
    private final NewAccounts accounts;
    private final RegistrationByCode byCode;
    private final RegistrationByValidation byValidation;
    private final UnprovenRegistration unproven;

    RegisterService(
            AccountLimits limits,
            NewAccounts accounts,
            RegistrationByCode byCode,
            RegistrationByValidation byValidation,
            UnprovenRegistration unproven) {
        this.limits = limits;
        this.accounts = accounts;
        this.byCode = byCode;
        this.byValidation = byValidation;
        this.unproven = unproven;
    }

    @Override
    public Registration register(RegisterCommand command) {
        NewAccount account = command.account();
        RegistrationWay way =
                command.proof().<RegistrationWay>fold(byCode::under, byValidation::under, none -> unproven);
        way.check(account, command.requester());
        Optional<Throttled> throttled =
                limits.countRegistration(command.requester().origin());
        if (throttled.isPresent()) {
            return new Registration.Refused(throttled.get());
        }
        Set<AccountFault> faults = way.look(account);
        if (!faults.isEmpty()) {
            return new Registration.Faulty(faults);
        }
        accounts.checkPassword(account, command.requester());
        Optional<PasswordHash> hash = accounts.hashPassword(account);
        try {
            return way.save(account, hash, command.requester());
        } catch (UsernameTakenException taken) {
            return new Registration.Faulty(Set.of(AccountFault.USERNAME_TAKEN));
        }
    }
}
