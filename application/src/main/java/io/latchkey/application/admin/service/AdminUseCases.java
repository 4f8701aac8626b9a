package io.latchkey.application.admin.service;

import io.latchkey.application.account.service.AccountUseCases;
import io.latchkey.application.admin.BootstrapAdminUseCase;
import io.latchkey.application.admin.HelpUsersUseCase;
import io.latchkey.application.admin.ManageListingsUseCase;
import io.latchkey.application.admin.ManageUsersUseCase;
import io.latchkey.application.admin.OverseeApplicationsUseCase;
import io.latchkey.application.admin.OverseeOperationUseCase;
import io.latchkey.application.admin.ReadAuditUseCase;
import io.latchkey.application.admin.UserStandingUseCase;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.admin.port.AuditWitness;
import io.latchkey.application.admin.port.PersonalData;
import io.latchkey.application.admin.port.SettingsInForce;
import io.latchkey.application.admin.port.SigningKeys;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.service.Reach;
import io.latchkey.application.delivery.service.Suppressions;
import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.application.otp.service.ResetCodes;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.admin.AdminPolicy;

/** The use cases of administration. */
public final class AdminUseCases {
    public final BootstrapAdminUseCase bootstrapAdmin;
    public final ManageUsersUseCase manageUsers;
    public final UserStandingUseCase userStanding;
    public final HelpUsersUseCase helpUsers;
    public final AuditKeeper keepAudit;
    public final ReadAuditUseCase readAudit;
    public final ManageListingsUseCase manageListings;
    public final OverseeApplicationsUseCase overseeApplications;
    public final OverseeOperationUseCase overseeOperation;
    public final DecisionKeeper keepDecisions;

    /** What the feature needs from outside. */
    public record Ports(
            AdminStores stores,
            Suppressions suppressions,
            Reach reach,
            ResetCodes resetCodes,
            ReadFunnelUseCase funnel,
            SigningKeys keys,
            SettingsInForce settings,
            AuditSeals seals,
            AuditWitness witness,
            PersonalData people,
            DecisionKeeper decisions) {}

    public AdminUseCases(
            Core core,
            UserParts parts,
            AccountUseCases account,
            CurrentListings listings,
            Ports ports,
            AdminPolicy policy) {
        AdminStores stores = ports.stores();
        AuditSeals seals = ports.seals();
        AdminGate gate = new AdminGate(policy, core.audit(), core.subjects(), core.clock());
        ManagedAccounts accounts = new ManagedAccounts(gate, stores.directory(), core.unitOfWork());
        bootstrapAdmin =
                new BootstrapAdminService(stores.bootstrapTokens(), stores.directory(), parts.users(), policy, core);
        manageUsers = new ManageUsersService(gate, accounts, stores.directory(), parts.users(), account.saving, core);
        userStanding = new UserStandingService(
                accounts, parts.users(), stores, account.removal, parts.notices(), policy, core);
        helpUsers = new HelpUsersService(
                gate,
                accounts,
                account.access,
                new ResetSender(account.forgotPassword, ports.resetCodes(), ports.reach()),
                ports.suppressions(),
                ports.people(),
                core);
        overseeApplications = new OverseeApplicationsService(gate, stores.applications(), core);
        keepDecisions = ports.decisions();
        overseeOperation = new OverseeOperationService(
                gate,
                stores.messages(),
                ports.funnel(),
                ports.keys(),
                ports.settings(),
                new DecisionReader(keepDecisions, stores.decisions(), stores.auditUnitOfWork()),
                core);
        keepAudit = new AuditKeeper(
                stores.auditLog(), seals, ports.witness(), policy, stores.auditUnitOfWork(), core.ids(), core.clock());
        manageListings = new ManageListingsService(gate, stores.listings(), listings, parts.users(), core);
        readAudit = new ReadAuditService(gate, stores.auditLog(), seals, stores.auditUnitOfWork());
    }
}
