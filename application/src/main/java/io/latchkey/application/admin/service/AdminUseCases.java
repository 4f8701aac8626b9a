package io.latchkey.application.admin.service;

import io.latchkey.application.account.service.AccountUseCases;
import io.latchkey.application.admin.BootstrapAdminUseCase;
import io.latchkey.application.admin.EditUsersUseCase;
import io.latchkey.application.admin.FindUsersUseCase;
import io.latchkey.application.admin.HelpUsersUseCase;
import io.latchkey.application.admin.ManageListingsUseCase;
import io.latchkey.application.admin.ReadAuditUseCase;
import io.latchkey.application.admin.UserStandingUseCase;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.admin.AdminPolicy;

/** The use cases of administration. */
public final class AdminUseCases {
    public final BootstrapAdminUseCase bootstrapAdmin;
    public final FindUsersUseCase findUsers;
    public final EditUsersUseCase editUsers;
    public final UserStandingUseCase userStanding;
    public final HelpUsersUseCase helpUsers;
    public final AuditKeeper keepAudit;
    public final ReadAuditUseCase readAudit;
    public final ManageListingsUseCase manageListings;

    /** What the feature needs from outside. */
    public record Ports(AdminStores stores, AuditSeals seals) {}

    public AdminUseCases(
            Core core,
            UserParts parts,
            AccountUseCases account,
            CurrentListings listings,
            Ports ports,
            AdminPolicy policy) {
        AdminStores stores = ports.stores();
        AuditSeals seals = ports.seals();
        AdminGate gate = new AdminGate(policy, core.audit(), core.clock());
        ManagedAccounts accounts = new ManagedAccounts(gate, stores.directory(), core.unitOfWork());
        bootstrapAdmin =
                new BootstrapAdminService(stores.bootstrapTokens(), stores.directory(), parts.users(), policy, core);
        findUsers = new FindUsersService(gate, accounts, stores.directory(), core.unitOfWork());
        editUsers = new EditUsersService(gate, accounts, parts.users(), account.saving, core);
        userStanding =
                new UserStandingService(accounts, parts.users(), stores, account.access, parts.notices(), policy, core);
        helpUsers = new HelpUsersService(accounts, account.access, account.forgotPassword, stores.personalData(), core);
        keepAudit =
                new AuditKeeper(stores.auditLog(), seals, policy, stores.auditUnitOfWork(), core.ids(), core.clock());
        manageListings = new ManageListingsService(gate, stores.listings(), listings, core);
        readAudit = new ReadAuditService(gate, stores.auditLog(), seals, stores.auditUnitOfWork());
    }
}
