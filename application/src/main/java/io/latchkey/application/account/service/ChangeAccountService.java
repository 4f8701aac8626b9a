package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.session.service.StepUp;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.user.AccountWords;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Checks, counts, looks for taken names, hashes and saves, in this order. The way to prove new contacts decides the
 * details.
 */
public final class ChangeAccountService implements ChangeAccountUseCase {
    private final AccountChangeByCode byCode;
    private final AccountChangeByValidation byValidation;
    private final NewPasswords newPasswords;
    private final AccountLimits limits;
    private final StepUp stepUp;
    private final Clock clock;

    ChangeAccountService(
            AccountChangeByCode byCode,
            AccountChangeByValidation byValidation,
            NewPasswords newPasswords,
            AccountLimits limits,
            StepUp stepUp,
            Clock clock) {
        this.byCode = byCode;
        this.byValidation = byValidation;
        this.newPasswords = newPasswords;
        this.limits = limits;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    @Override
    public AccountChange change(ChangeAccountCommand command) {
        User before = command.caller().user();
        AccountEdits edits = command.edits();
        User after = edits.on(before, clock.instant());
        checkPassword(after, command);
        AccountChangeWay way = command.proof()
                .<AccountChangeWay>fold(proof -> byCode.of(command, proof), proof -> byValidation.of(command, proof));
        Optional<Unconfirmed> unconfirmed = couldLoseTheAccount(command, after, way)
                ? stepUp.refuse(command.caller(), command.current())
                : Optional.empty();
        if (unconfirmed.isPresent()) {
            return new AccountChange.NotConfirmed(unconfirmed.get());
        }
        Optional<Throttled> throttled = way.isCounted(after) ? limits.countWrite(before) : Optional.empty();
        if (throttled.isPresent()) {
            return new AccountChange.Refused(throttled.get());
        }
        Set<AccountFault> faults = way.look();
        if (!faults.isEmpty()) {
            return new AccountChange.Faulty(faults);
        }
        Optional<PasswordHash> hash = edits.password().map(newPasswords::hash);
        try {
            return way.save(after, hash);
        } catch (UsernameTakenException taken) {
            return new AccountChange.Faulty(Set.of(AccountFault.USERNAME_TAKEN));
        }
    }

    /** Whether the change touches a means by which the owner signs in or recovers the account. */
    private static boolean couldLoseTheAccount(ChangeAccountCommand command, User after, AccountChangeWay way) {
        User before = command.caller().user();
        return command.edits().password().isPresent()
                || after.secondFactor() != before.secondFactor()
                || after.verifiedContacts().size() < before.verifiedContacts().size()
                || way.addsContact();
    }

    private void checkPassword(User after, ChangeAccountCommand command) {
        command.edits()
                .password()
                .ifPresent(password ->
                        newPasswords.check("password", password, command.proof().app(), AccountWords.of(after)));
    }
}
