package io.latchkey.application.admin.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.service.AccountSaving;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.ManageUsersUseCase;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.UserEdits;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AdminRole;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.CustomClaims;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds, creates and changes accounts for those who administer. A page costs one statement. */
public final class ManageUsersService implements ManageUsersUseCase {
    private static final int MOST_ROLES = 20;
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_.:-]{0,39}");
    /** Width of the column that holds them, with commas between. */
    private static final int LONGEST_ROLES = 400;

    private final AdminGate gate;
    private final ManagedAccounts accounts;
    private final AccountDirectory directory;
    private final UserRepository users;
    private final AccountSaving saving;
    private final Core core;

    ManageUsersService(
            AdminGate gate,
            ManagedAccounts accounts,
            AccountDirectory directory,
            UserRepository users,
            AccountSaving saving,
            Core core) {
        this.gate = gate;
        this.accounts = accounts;
        this.directory = directory;
        this.users = users;
        this.saving = saving;
        this.core = core;
    }

    @Override
    public Administered<Page<UserRecord>> find(Act act, UserSearch search, Optional<Position> after, int most) {
        return gate.pass(act, AdminDeed.FIND_USERS, Optional.empty(), () -> {
            boolean tellsContacts = search.login().isEmpty() || AdminGate.isHelper(act);
            UserSearch admitted = tellsContacts ? search : whole(search);
            Optional<Position> from = tellsContacts ? after : Optional.empty();
            List<AccountDirectory.Hit> found = core.unitOfWork().read(() -> directory.find(admitted, from, most + 1));
            Page<UserRecord> page =
                    Page.of(found, most, AccountDirectory.Hit::position).map(hit -> shown(act, hit.account()));
            return new Administered.Done<>(tellsContacts ? page : new Page<>(page.items(), Optional.empty()));
        });
    }

    /** Whoever sees no whole contact could guess it sign by sign, by the beginnings that find it and by places between pages. */
    private static UserSearch whole(UserSearch search) {
        return search.login()
                .map(login -> search.with(new UserSearch.Login(login.text(), true)))
                .orElse(search);
    }

    @Override
    public Administered<UserRecord> read(Act act, UserId id) {
        return accounts.read(act, AdminDeed.READ_USER, id, found -> shown(act, found));
    }

    /** Those who help people see how somebody is reached; those who only look need no whole contact. */
    private static UserRecord shown(Act act, UserRecord account) {
        return AdminGate.isHelper(act) ? account : account.masked();
    }

    /** @throws InvalidValueException when there is no contact, or the name is refused */
    @Override
    public Administered<UserRecord> create(Act act, NewAccount account, Locale locale) {
        UserId id = new UserId(core.ids().next());
        return gate.pass(act, AdminDeed.CREATE_USER, Optional.of(id.toString()), () -> {
            User user = draw(id, account, locale);
            try {
                return core.unitOfWork().execute(() -> {
                    users.insert(user);
                    core.audit().record(AuditTrail.Event.REGISTERED, Map.of("user", id.toString()));
                    return accounts.done(id);
                });
            } catch (UsernameTakenException taken) {
                return new Administered.Faulty<>(AccountFault.USERNAME_TAKEN);
            } catch (ContactTakenException taken) {
                return new Administered.Faulty<>(AccountFault.EMAIL_TAKEN);
            }
        });
    }

    private User draw(UserId id, NewAccount account, Locale locale) {
        if (account.password().isPresent()) {
            throw new IllegalArgumentException("nobody chooses a password for somebody else");
        }
        Instant now = core.clock().instant();
        User drawn = User.register(
                id,
                account.username().orElse(null),
                account.name().orElse(null),
                account.email().orElse(null),
                account.phone().orElse(null),
                null,
                locale,
                now);
        if (drawn.contacts().isEmpty()) {
            throw new InvalidValueException("email", "is required where there is no phone");
        }
        for (Contact contact : drawn.contacts().all()) {
            drawn = drawn.verify(contact, now);
        }
        return drawn;
    }

    @Override
    public Administered<UserRecord> change(Act act, UserId id, OptionalInt version, UserEdits edits) {
        return accounts.change(act, AdminDeed.CHANGE_USER, id, version, found -> {
            User before = found.user();
            saving.save(before, edited(before, edits));
            return accounts.done(id);
        });
    }

    private User edited(User user, UserEdits edits) {
        Instant now = core.clock().instant();
        User described = user.describe(
                edits.username().on(user.username()),
                edits.name().on(user.name()),
                edits.locale().orElse(user.locale()),
                now);
        User withEmail = reached(described, ContactKind.EMAIL, edits.email(), user.email(), now);
        User withBoth = reached(withEmail, ContactKind.PHONE, edits.phone(), user.phone(), now);
        return edits.secondFactor()
                .map(factor -> withBoth.withSecondFactor(factor, now))
                .orElse(withBoth);
    }

    private static <C extends Contact> User reached(
            User user, ContactKind kind, Edit<C> edit, @Nullable C current, Instant now) {
        return edit.named()
                .map(next -> user.verify(next, now))
                .orElseGet(() -> current != null && edit.on(current) == null ? user.remove(kind, now) : user);
    }

    /** @throws InvalidValueException when a role is not well-formed, or there are too many */
    @Override
    public Administered<UserRecord> setRoles(Act act, UserId id, OptionalInt version, Set<String> roles) {
        check(roles);
        Set<String> next = new TreeSet<>(roles);
        next.add(User.ROLE_USER);
        return accounts.change(act, AdminDeed.SET_ROLES, id, version, found -> {
            User user = found.user();
            Optional<Obstacle> protection =
                    losesAdministration(user, next) ? accounts.protection(act, user) : Optional.empty();
            if (protection.isPresent()) {
                return new Administered.Impossible<>(protection.get());
            }
            users.update(user.withRoles(next, core.clock().instant()));
            return accounts.done(id);
        });
    }

    private static boolean losesAdministration(User user, Set<String> next) {
        return user.roles().stream()
                .filter(role -> AdminRole.named(role).isPresent())
                .anyMatch(role -> !next.contains(role));
    }

    private static void check(Set<String> roles) {
        Set<String> wrong = Set.copyOf(
                roles.stream().filter(role -> !ROLE.matcher(role).matches()).toList());
        if (!wrong.isEmpty()) {
            throw new InvalidValueException(
                    "roles", "must be 1 to 40 small letters, digits, dots, colons, hyphens and underlines each");
        }
        if (roles.size() > MOST_ROLES
                || Stream.concat(roles.stream(), Stream.of(User.ROLE_USER))
                                .mapToInt(role -> role.length() + 1)
                                .sum()
                        > LONGEST_ROLES) {
            throw new InvalidValueException("roles", "must be at most 20 and 400 characters long together");
        }
    }

    @Override
    public Administered<UserRecord> setClaims(Act act, UserId id, OptionalInt version, CustomClaims claims) {
        return accounts.change(act, AdminDeed.SET_CLAIMS, id, version, found -> {
            users.update(found.user().withClaims(claims, core.clock().instant()));
            return accounts.done(id);
        });
    }
}
