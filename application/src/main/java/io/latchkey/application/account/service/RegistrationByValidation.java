package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand.Proof;
import io.latchkey.application.account.Registration;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.OvertakenException;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Saves an active account and uses up the validations of its contacts in one unit of work, so that one validation makes
 * one account.
 */
final class RegistrationByValidation {
    /** More than one retry means that others keep taking the names and giving them up. */
    private static final int MOST_TRIES = 3;

    private final NewAccounts accounts;
    private final ValidatedContacts validated;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    RegistrationByValidation(NewAccounts accounts, ValidatedContacts validated, UnitOfWork unitOfWork, Clock clock) {
        this.accounts = accounts;
        this.validated = validated;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    RegistrationWay under(Proof.ByValidation proof) {
        return new Way(proof);
    }

    private final class Way implements RegistrationWay {
        private final Proof.ByValidation proof;

        Way(Proof.ByValidation proof) {
            this.proof = proof;
        }

        @Override
        public void check(NewAccount account, Requester requester) {
            accounts.checkPassword(account, requester);
            accounts.draw(account, Optional.empty(), requester.locale());
        }

        @Override
        public Set<AccountFault> look(NewAccount account) {
            return unitOfWork.read(() -> faults(account));
        }

        private Set<AccountFault> faults(NewAccount account) {
            return validated.faults(
                    proof.app(),
                    Optional.empty(),
                    account.username(),
                    account.contacts(),
                    proof.holder(),
                    proof.taken());
        }

        @Override
        public Registration save(NewAccount account, Optional<PasswordHash> hash, Requester requester) {
            return unitOfWork.retrying(MOST_TRIES, OvertakenException.class, () -> tryToSave(account, hash, requester));
        }

        private Registration tryToSave(NewAccount account, Optional<PasswordHash> hash, Requester requester) {
            Set<AccountFault> faults = faults(account);
            if (!faults.isEmpty()) {
                return new Registration.Faulty(faults);
            }
            validated.spend(proof.app(), account.contacts(), proof.holder());
            User user = accounts.draw(account, hash, requester.locale());
            for (Contact contact : account.contacts()) {
                user = user.verify(contact, clock.instant());
            }
            accounts.insert(user);
            return new Registration.Completed(user);
        }
    }
}
