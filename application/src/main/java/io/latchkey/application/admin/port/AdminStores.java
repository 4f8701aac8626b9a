package io.latchkey.application.admin.port;

/** The repositories of administration. */
public interface AdminStores {
    AccountDirectory directory();

    AccountDeletions deletions();

    BootstrapTokens bootstrapTokens();

    PersonalData personalData();
}
