package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand.Proof;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Saves a pending account and a challenge for each contact. A contact of another account gets the same row and the same
 * answer, unless taken contacts are told.
 */
final class RegistrationByCode {
    /** Each try lets one of the concurrent sign-ups for a contact through; 20 tries allow for 20 sign-ups. */
    private static final int MOST_TRIES = 20;

    private final NewAccounts accounts;
    private final ContactCodes codes;
    private final UnitOfWork unitOfWork;

    RegistrationByCode(NewAccounts accounts, ContactCodes codes, UnitOfWork unitOfWork) {
        this.accounts = accounts;
        this.codes = codes;
        this.unitOfWork = unitOfWork;
    }

    RegistrationWay under(Proof.ByCode proof) {
        return new Way(proof);
    }

    private final class Way implements RegistrationWay {
        private final Proof.ByCode proof;

        Way(Proof.ByCode proof) {
            this.proof = proof;
        }

        @Override
        public void check(NewAccount account, Requester requester) {
            boolean hasContact = !account.contacts().isEmpty();
            if (account.username().isEmpty() && !hasContact) {
                throw new InvalidValueException("give at least one of username, email and phone");
            }
            if (account.password().isEmpty() && !hasContact) {
                throw new InvalidValueException("password", "is needed where neither email nor phone is given");
            }
            if (proof.taken() == TakenContacts.CONCEALED) {
                accounts.checkPassword(account, requester);
            }
        }

        @Override
        public Set<AccountFault> look(NewAccount account) {
            return proof.taken() == TakenContacts.TOLD
                    ? unitOfWork.read(() -> account.contacts().stream()
                            .filter(codes::isTaken)
                            .map(AccountFault::taken)
                            .collect(Collectors.toUnmodifiableSet()))
                    : Set.of();
        }

        @Override
        public Registration save(NewAccount account, Optional<PasswordHash> hash, Requester requester) {
            return unitOfWork.retrying(
                    MOST_TRIES, HandleTakenException.class, () -> tryToSave(account, hash, requester));
        }

        private Registration tryToSave(NewAccount account, Optional<PasswordHash> hash, Requester requester) {
            User user = accounts.draw(account, hash, requester.locale());
            List<CodeOrder> orders = codes.orders(proof.purpose(), user, account.contacts());
            Optional<TooSoon> refusal = codes.admit(orders, requester.origin());
            if (refusal.isPresent()) {
                return new Registration.Refused(refusal.get());
            }
            accounts.insert(user);
            return orders.isEmpty()
                    ? new Registration.Completed(user)
                    : new Registration.Pending(send(orders, requester.origin()));
        }

        private List<IssuedChallenge> send(List<CodeOrder> orders, ClientOrigin origin) {
            return switch (proof.rivals()) {
                case FIRST_TO_VERIFY_WINS -> codes.send(orders, origin);
                case NEWEST_WINS -> codes.sendNewest(orders, origin);
            };
        }
    }
}
