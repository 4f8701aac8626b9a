package io.latchkey.application.admin.port;

import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.shared.port.UnitOfWork;

/** The repositories of administration. */
public interface AdminStores {
    AccountDirectory directory();

    ApplicationDirectory applications();

    AccountDeletions deletions();

    BootstrapTokens bootstrapTokens();

    PersonalData personalData();

    ListingRepository listings();

    MessageDirectory messages();

    AuditLog auditLog();

    DecisionLog decisions();

    /** Transactions of the audit store, which are counted apart from those of requests. */
    UnitOfWork auditUnitOfWork();
}
