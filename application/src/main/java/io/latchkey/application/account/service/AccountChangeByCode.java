package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountCommand.Proof;
import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Applies at once the edits that need no proof. A new contact waits for its code. A verified contact stays until then.
 */
final class AccountChangeByCode {
    private final ContactCodes codes;
    private final AccountSaving saving;
    private final UnitOfWork unitOfWork;

    AccountChangeByCode(ContactCodes codes, AccountSaving saving, UnitOfWork unitOfWork) {
        this.codes = codes;
        this.saving = saving;
        this.unitOfWork = unitOfWork;
    }

    AccountChangeWay of(ChangeAccountCommand command, Proof.ByCode proof) {
        return new Way(command, proof);
    }

    private final class Way implements AccountChangeWay {
        private final ChangeAccountCommand command;
        private final Proof.ByCode proof;
        private final User before;

        Way(ChangeAccountCommand command, Proof.ByCode proof) {
            this.command = command;
            this.proof = proof;
            this.before = command.caller().user();
        }

        @Override
        public boolean addsContact() {
            return receivers().stream().anyMatch(contact -> !before.hasVerified(contact));
        }

        @Override
        public boolean isCounted(User after) {
            return !Objects.equals(before.username(), after.username())
                    || command.edits().password().isPresent();
        }

        /** Reports no faults. Taken contacts are concealed, and the store reports a taken username. */
        @Override
        public Set<AccountFault> look() {
            return Set.of();
        }

        @Override
        public AccountChange save(User after, Optional<PasswordHash> password) {
            return unitOfWork.execute(() -> {
                List<CodeOrder> orders = codes.orders(proof.purpose(), after, receivers());
                Optional<TooSoon> refusal = codes.admit(orders, proof.origin());
                if (refusal.isPresent()) {
                    return new AccountChange.Refused(refusal.get());
                }
                User saved = saving.save(command.caller(), before, after, password);
                return new AccountChange.Changed(saved, codes.send(orders, proof.origin()));
            });
        }

        private List<Contact> receivers() {
            List<Contact> named = command.edits().namedContacts();
            return switch (proof.receivers()) {
                case NEW_CONTACTS ->
                    named.stream().filter(contact -> !isCurrent(contact)).toList();
                case NAMED_CONTACTS -> named;
            };
        }

        private boolean isCurrent(Contact contact) {
            Optional<Contact> current =
                    Optional.ofNullable(contact.kind() == ContactKind.EMAIL ? before.email() : before.phone());
            return current.filter(own -> own.key().equals(contact.key())).isPresent();
        }
    }
}
