package io.latchkey.application.user.service;

import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.CommonPasswords;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.user.CredentialPolicy;
import io.latchkey.domain.user.PasswordPolicies;

/** Shared parts of features that deal with accounts. */
public record UserParts(
        UserRepository users,
        PasswordHasher hasher,
        NewPasswords newPasswords,
        LoginKeys logins,
        CredentialIssuer credentials,
        ContactAdoption adoption,
        OwnerNotices notices,
        KnownDevices devices) {
    /** Composes the parts. */
    public static UserParts of(
            Core core,
            UserRepository users,
            ApiCredentialRepository credentials,
            PasswordHasher hasher,
            PasswordPolicies passwords,
            CredentialPolicy credentialPolicy,
            CommonPasswords common,
            OwnerNotices notices,
            KnownDevices devices) {
        return new UserParts(
                users,
                hasher,
                new NewPasswords(passwords, common, hasher),
                new LoginKeys(core.digester()),
                new CredentialIssuer(
                        credentials,
                        credentialPolicy,
                        core.digester(),
                        core.ids(),
                        notices,
                        core.audit(),
                        core.clock()),
                new ContactAdoption(users, notices, core.audit(), core.clock()),
                notices,
                devices);
    }
}
