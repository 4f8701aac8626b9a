package io.latchkey.application.admin.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Does deeds to one account, in a unit of work, past the gate. */
final class ManagedAccounts {
    private static final int TRIES = 3;

    private final AdminGate gate;
    private final AccountDirectory directory;
    private final LastAdministrator lastAdministrator;
    private final UnitOfWork unitOfWork;

    ManagedAccounts(AdminGate gate, AccountDirectory directory, UnitOfWork unitOfWork) {
        this.gate = gate;
        this.directory = directory;
        this.lastAdministrator = new LastAdministrator(directory);
        this.unitOfWork = unitOfWork;
    }

    /** Does a deed that changes an account, whatever version it has. */
    <T> Administered<T> change(Act act, AdminDeed deed, UserId id, Function<UserRecord, Administered<T>> work) {
        return change(act, deed, id, OptionalInt.empty(), work);
    }

    /**
     * Does a deed that changes an account. Without a version, it is tried again when somebody else changes the account meanwhile.
     *
     * @param version the version that the actor has seen; empty for any
     */
    <T> Administered<T> change(
            Act act, AdminDeed deed, UserId id, OptionalInt version, Function<UserRecord, Administered<T>> work) {
        return gate.pass(act, deed, Optional.of(id.toString()), () -> {
            try {
                return unitOfWork.retrying(
                        version.isPresent() ? 1 : TRIES,
                        ConcurrentChangeException.class,
                        () -> find(
                                act,
                                id,
                                found -> version.orElse(found.user().version())
                                                == found.user().version()
                                        ? work.apply(found)
                                        : new Administered.Overtaken<>()));
            } catch (ConcurrentChangeException overtaken) {
                return new Administered.Overtaken<>();
            } catch (UsernameTakenException taken) {
                return new Administered.Faulty<>(AccountFault.USERNAME_TAKEN);
            } catch (ContactTakenException taken) {
                return new Administered.Faulty<>(AccountFault.EMAIL_TAKEN);
            }
        });
    }

    /** Reads an account. */
    <T> Administered<T> read(Act act, AdminDeed deed, UserId id, Function<UserRecord, T> work) {
        return read(act, deed, id, () -> {}, work);
    }

    /**
     * Reads an account.
     *
     * @param before done first for an actor who may read it, outside the unit of work
     */
    <T> Administered<T> read(Act act, AdminDeed deed, UserId id, Runnable before, Function<UserRecord, T> work) {
        return gate.pass(act, deed, Optional.of(id.toString()), () -> {
            before.run();
            return unitOfWork.read(() -> directory
                    .find(id)
                    .<Administered<T>>map(found -> new Administered.Done<>(work.apply(found)))
                    .orElseGet(Administered.Missing::new));
        });
    }

    private <T> Administered<T> find(Act act, UserId id, Function<UserRecord, Administered<T>> work) {
        Optional<UserRecord> found = directory.find(id);
        if (found.isEmpty()) {
            return new Administered.Missing<>();
        }
        return AdminGate.isOutOfReach(act, found.get().user())
                ? new Administered.Denied<>(Denial.NO_ROLE)
                : work.apply(found.get());
    }

    /** The account as it is now, as the result of a deed. */
    Administered<UserRecord> done(UserId id) {
        return new Administered.Done<>(
                directory.find(id).orElseThrow(() -> new IllegalStateException("the account was there")));
    }

    /** Why the account may not lose its standing or its roles by this actor; empty when it may. */
    Optional<Obstacle> protection(Act act, User user) {
        if (AdminGate.isOwn(act, user)) {
            return Optional.of(Obstacle.OWN_ACCOUNT);
        }
        return lastAdministrator.test(user) ? Optional.of(Obstacle.LAST_ADMINISTRATOR) : Optional.empty();
    }
}
