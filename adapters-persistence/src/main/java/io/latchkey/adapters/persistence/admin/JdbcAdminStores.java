package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.listing.JdbcListingRepository;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.application.admin.port.AccountDeletions;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.admin.port.ApplicationDirectory;
import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.application.admin.port.BootstrapTokens;
import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.admin.port.MessageDirectory;
import io.latchkey.application.admin.port.PersonalData;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.shared.port.UnitOfWork;

/** The repositories of administration. */
public final class JdbcAdminStores implements AdminStores {
    private final JdbcUnitOfWork unitOfWork;
    private final JdbcUnitOfWork auditUnitOfWork;

    /** @param auditUnitOfWork transactions on the same database that are counted apart */
    public JdbcAdminStores(JdbcUnitOfWork unitOfWork, JdbcUnitOfWork auditUnitOfWork) {
        this.unitOfWork = unitOfWork;
        this.auditUnitOfWork = auditUnitOfWork;
    }

    @Override
    public AuditLog auditLog() {
        return new JdbcAuditLog(auditUnitOfWork);
    }

    @Override
    public DecisionLog decisions() {
        return new JdbcDecisionLog(auditUnitOfWork);
    }

    @Override
    public UnitOfWork auditUnitOfWork() {
        return auditUnitOfWork;
    }

    @Override
    public AccountDirectory directory() {
        return new JdbcAccountDirectory(unitOfWork);
    }

    @Override
    public ApplicationDirectory applications() {
        return new JdbcApplicationDirectory(unitOfWork);
    }

    @Override
    public AccountDeletions deletions() {
        return new JdbcAccountDeletions(unitOfWork);
    }

    @Override
    public BootstrapTokens bootstrapTokens() {
        return new JdbcBootstrapTokens(unitOfWork);
    }

    @Override
    public ListingRepository listings() {
        return new JdbcListingRepository(unitOfWork);
    }

    @Override
    public MessageDirectory messages() {
        return new JdbcMessageDirectory(unitOfWork);
    }

    @Override
    public PersonalData personalData() {
        return new JdbcPersonalData(unitOfWork);
    }
}
