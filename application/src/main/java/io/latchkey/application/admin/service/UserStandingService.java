package io.latchkey.application.admin.service;

import io.latchkey.application.account.service.AccountRemoval;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserStandingUseCase;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AdminPolicy;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Disables, enables, deletes, restores and erases accounts. */
public final class UserStandingService implements UserStandingUseCase {

    private final ManagedAccounts accounts;
    private final UserRepository users;
    private final AdminStores stores;
    private final AccountRemoval removal;
    private final OwnerNotices notices;
    private final AdminPolicy policy;
    private final Core core;

    UserStandingService(
            ManagedAccounts accounts,
            UserRepository users,
            AdminStores stores,
            AccountRemoval removal,
            OwnerNotices notices,
            AdminPolicy policy,
            Core core) {
        this.accounts = accounts;
        this.users = users;
        this.stores = stores;
        this.removal = removal;
        this.notices = notices;
        this.policy = policy;
        this.core = core;
    }

    @Override
    public Administered<UserRecord> disable(Act act, UserId id) {
        return accounts.change(act, AdminDeed.DISABLE_USER, id, found -> {
            User user = found.user();
            Optional<Obstacle> obstacle = user.status() == UserStatus.DISABLED
                    ? Optional.of(Obstacle.NOT_ACTIVE)
                    : accounts.protection(act, user);
            return obstacle.<Administered<UserRecord>>map(Administered.Impossible::new)
                    .orElseGet(() -> {
                        shut(user);
                        return accounts.done(id);
                    });
        });
    }

    /** Disables the account, unless it is disabled, and ends all that was opened. */
    private void shut(User user) {
        Instant now = core.clock().instant();
        if (user.status() != UserStatus.DISABLED) {
            users.update(user.disable(now));
        }
        removal.shut(user, now);
    }

    @Override
    public Administered<UserRecord> enable(Act act, UserId id) {
        return accounts.change(act, AdminDeed.ENABLE_USER, id, found -> {
            User user = found.user();
            if (found.deletion().isPresent() || user.status() != UserStatus.DISABLED) {
                return new Administered.Impossible<>(Obstacle.NOT_DISABLED);
            }
            users.update(user.enable(core.clock().instant()));
            return accounts.done(id);
        });
    }

    @Override
    public Administered<UserRecord> delete(Act act, UserId id) {
        return accounts.change(act, AdminDeed.DELETE_USER, id, found -> {
            User user = found.user();
            Optional<Obstacle> obstacle = found.deletion().isPresent()
                    ? Optional.of(Obstacle.BEING_DELETED)
                    : user.status() == UserStatus.PENDING
                            ? Optional.of(Obstacle.NOT_ACTIVE)
                            : accounts.protection(act, user);
            return obstacle.<Administered<UserRecord>>map(Administered.Impossible::new)
                    .orElseGet(() -> {
                        Instant now = core.clock().instant();
                        shut(user);
                        stores.deletions()
                                .insert(new AccountDeletion(id, user.status(), now, now.plus(policy.deletionGrace())));
                        notices.tell(MessageKind.ACCOUNT_DELETED, user);
                        return accounts.done(id);
                    });
        });
    }

    @Override
    public Administered<UserRecord> restore(Act act, UserId id) {
        return accounts.change(act, AdminDeed.RESTORE_USER, id, found -> {
            Optional<AccountDeletion> undone =
                    found.deletion().filter(planned -> stores.deletions().remove(id));
            if (undone.isEmpty()) {
                return new Administered.Impossible<>(Obstacle.NOT_BEING_DELETED);
            }
            if (undone.get().before() == UserStatus.ACTIVE) {
                users.update(found.user().enable(core.clock().instant()));
            }
            return accounts.done(id);
        });
    }

    @Override
    public Administered<UserId> erase(Act act, UserId id) {
        return accounts.change(act, AdminDeed.ERASE_USER, id, found -> {
            Optional<Obstacle> protection = accounts.protection(act, found.user());
            if (protection.isPresent()) {
                return new Administered.Impossible<>(protection.get());
            }
            stores.deletions().remove(id);
            removal.remove(found.user());
            return new Administered.Done<>(id);
        });
    }

    @Override
    public int deleteDue(int most) {
        List<UserId> due = core.unitOfWork()
                .read(() -> stores.deletions().findDue(core.clock().instant(), most));
        due.forEach(id -> core.unitOfWork().execute(() -> {
            // Somebody may have restored the account since it was found.
            if (stores.deletions().remove(id)) {
                users.find(id).ifPresent(removal::remove);
            }
            return id;
        }));
        return due.size();
    }
}
