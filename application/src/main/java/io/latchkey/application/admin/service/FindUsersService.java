package io.latchkey.application.admin.service;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.FindUsersUseCase;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds people page by page, with one statement each. */
public final class FindUsersService implements FindUsersUseCase {
    private final AdminGate gate;
    private final ManagedAccounts accounts;
    private final AccountDirectory directory;
    private final UnitOfWork unitOfWork;

    FindUsersService(AdminGate gate, ManagedAccounts accounts, AccountDirectory directory, UnitOfWork unitOfWork) {
        this.gate = gate;
        this.accounts = accounts;
        this.directory = directory;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Administered<Page<UserRecord>> find(Act act, UserSearch search, Optional<Position> after, int most) {
        return gate.pass(act, AdminDeed.FIND_USERS, Optional.empty(), () -> {
            List<AccountDirectory.Hit> found = unitOfWork.read(() -> directory.find(search, after, most + 1));
            return new Administered.Done<>(
                    Page.of(found, most, AccountDirectory.Hit::position).map(AccountDirectory.Hit::account));
        });
    }

    @Override
    public Administered<UserRecord> read(Act act, UserId id) {
        return accounts.read(act, AdminDeed.READ_USER, id, Function.identity());
    }
}
