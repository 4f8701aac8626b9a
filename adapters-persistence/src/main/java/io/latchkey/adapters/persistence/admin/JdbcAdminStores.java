package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.application.admin.port.AccountDeletions;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.admin.port.BootstrapTokens;
import io.latchkey.application.admin.port.PersonalData;

/** The repositories of administration. */
public final class JdbcAdminStores implements AdminStores {
    private final JdbcUnitOfWork unitOfWork;

    public JdbcAdminStores(JdbcUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public AccountDirectory directory() {
        return new JdbcAccountDirectory(unitOfWork);
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
    public PersonalData personalData() {
        return new JdbcPersonalData(unitOfWork);
    }
}
