package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.Registration;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Saves an active account without proof of its contacts. The database keeps the username unique. A contact is held
 * while it is looked up and taken.
 */
final class UnprovenRegistration implements RegistrationWay {
    private final UserRepository users;
    private final NewAccounts accounts;
    private final ContactHolds holds;
    private final UnitOfWork unitOfWork;

    UnprovenRegistration(UserRepository users, NewAccounts accounts, ContactHolds holds, UnitOfWork unitOfWork) {
        this.users = users;
        this.accounts = accounts;
        this.holds = holds;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public void check(NewAccount account, Requester requester) {
        if (account.username().isEmpty()) {
            throw new InvalidValueException("username", "is required");
        }
        if (account.password().isEmpty()) {
            throw new InvalidValueException("password", "is required");
        }
        accounts.checkPassword(account, requester);
    }

    /** Looks for no contacts here, because a contact is looked up only while it is held. */
    @Override
    public Set<AccountFault> look(NewAccount account) {
        return Set.of();
    }

    @Override
    public Registration save(NewAccount account, Optional<PasswordHash> hash, Requester requester) {
        return unitOfWork.execute(() -> {
            holds.hold(account.contacts());
            Set<AccountFault> faults = account.contacts().stream()
                    .filter(this::isTaken)
                    .map(AccountFault::taken)
                    .collect(Collectors.toUnmodifiableSet());
            if (!faults.isEmpty()) {
                return new Registration.Faulty(faults);
            }
            User user = accounts.drawActive(account, hash.orElseThrow(), requester.locale());
            accounts.insert(user);
            return new Registration.Completed(user);
        });
    }

    private boolean isTaken(Contact contact) {
        return users.findByLogin(new LoginName.ByContact(contact)).isPresent()
                || users.findNewestClaimant(contact).isPresent();
    }
}
