package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountCommand.Proof;
import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.OvertakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Saves all edits and uses up the validations of new contacts in one unit of work. */
final class AccountChangeByValidation {
    /** More than one retry means that others keep taking the names and giving them up. */
    private static final int MOST_TRIES = 3;

    private final UserRepository users;
    private final ValidatedContacts validated;
    private final AccountSaving saving;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    AccountChangeByValidation(
            UserRepository users,
            ValidatedContacts validated,
            AccountSaving saving,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.users = users;
        this.validated = validated;
        this.saving = saving;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    AccountChangeWay of(ChangeAccountCommand command, Proof.ByValidation proof) {
        return new Way(command, proof);
    }

    private final class Way implements AccountChangeWay {
        private final ChangeAccountCommand command;
        private final AccountEdits edits;
        private final Proof.ByValidation proof;

        Way(ChangeAccountCommand command, Proof.ByValidation proof) {
            this.command = command;
            this.edits = command.edits();
            this.proof = proof;
        }

        @Override
        public boolean addsContact() {
            return !unverified(command.caller().user()).isEmpty();
        }

        @Override
        public boolean isCounted(User after) {
            return edits.username().named().isPresent()
                    || edits.password().isPresent()
                    || !unverified(command.caller().user()).isEmpty();
        }

        /** The contacts in the edits that the account has not verified. */
        private List<Contact> unverified(User user) {
            return edits.namedContacts().stream()
                    .filter(contact -> !user.hasVerified(contact))
                    .toList();
        }

        @Override
        public Set<AccountFault> look() {
            return unitOfWork.read(() -> faults(command.caller().user()));
        }

        private Set<AccountFault> faults(User user) {
            return validated.faults(
                    proof.app(),
                    Optional.of(user.id()),
                    edits.username().named(),
                    unverified(user),
                    proof.holder(),
                    proof.taken());
        }

        @Override
        public AccountChange save(User after, Optional<PasswordHash> password) {
            return unitOfWork.retrying(MOST_TRIES, OvertakenException.class, () -> tryToSave(password));
        }

        private AccountChange tryToSave(Optional<PasswordHash> password) {
            User before = users.find(command.caller().user().id())
                    .filter(User::isActive)
                    .orElseThrow(() -> new ConcurrentChangeException("the account"));
            Set<AccountFault> faults = faults(before);
            if (!faults.isEmpty()) {
                return new AccountChange.Faulty(faults);
            }
            Instant now = clock.instant();
            List<Contact> added = unverified(before);
            validated.spend(proof.app(), added, proof.holder());
            User after = edits.on(before, now);
            for (Contact contact : added) {
                after = after.verify(contact, now);
            }
            return new AccountChange.Changed(saving.save(command.caller(), before, after, password), List.of());
        }
    }
}
