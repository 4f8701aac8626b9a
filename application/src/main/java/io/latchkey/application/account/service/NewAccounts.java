package io.latchkey.application.account.service;

import io.latchkey.application.account.NewAccount;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.user.AccountWords;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prepares new accounts and saves them, in the caller's unit of work. */
final class NewAccounts {
    private final UserRepository users;
    private final NewPasswords newPasswords;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Clock clock;

    NewAccounts(UserRepository users, NewPasswords newPasswords, IdGenerator ids, AuditTrail audit, Clock clock) {
        this.users = users;
        this.newPasswords = newPasswords;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Checks the password.
     *
     * @param requester whose app has the rules
     * @throws io.latchkey.domain.shared.InvalidValueException in {@code password}, when the password is refused
     */
    void checkPassword(NewAccount account, Requester requester) {
        account.password()
                .ifPresent(password -> newPasswords.check(
                        "password",
                        password,
                        requester.origin().app(),
                        AccountWords.of(
                                account.username().orElse(null),
                                account.name().orElse(null),
                                account.email().orElse(null),
                                account.phone().orElse(null))));
    }

    /** Hashes the password, if there is one. Never called in a unit of work. */
    Optional<PasswordHash> hashPassword(NewAccount account) {
        return account.password().map(newPasswords::hash);
    }

    /**
     * An unsaved account that is pending until its first contact is verified. An account without contacts is active.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when the name is refused
     */
    User draw(NewAccount account, Optional<PasswordHash> hash, Locale locale) {
        return User.register(
                new UserId(ids.next()),
                account.username().orElse(null),
                account.name().orElse(null),
                account.email().orElse(null),
                account.phone().orElse(null),
                hash.orElse(null),
                locale,
                clock.instant());
    }

    /**
     * An unsaved account that is active although its contacts are not proven.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when the name is refused
     */
    User drawActive(NewAccount account, PasswordHash hash, Locale locale) {
        return User.open(
                new UserId(ids.next()),
                account.username().orElseThrow(),
                account.name().orElse(null),
                account.email().orElse(null),
                account.phone().orElse(null),
                hash,
                locale,
                clock.instant());
    }

    /**
     * Saves the account.
     *
     * @throws io.latchkey.application.user.port.OvertakenException when the username or a verified contact belongs to
     *     another account
     */
    void insert(User user) {
        users.insert(user);
        audit.record(AuditTrail.Event.REGISTERED, Map.of("user", user.id().toString()));
    }
}
