package io.latchkey.application.user.service;

import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes and revokes API credentials in the unit of work of the caller, who decides that this may be done. */
public final class CredentialIssuer {
    private static final int KEY_LENGTH = 20;
    /** 43 symbols of 62 make 256 bits. */
    private static final int SECRET_LENGTH = 43;

    private final ApiCredentialRepository credentials;
    private final Digester digester;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Clock clock;

    public CredentialIssuer(
            ApiCredentialRepository credentials, Digester digester, IdGenerator ids, AuditTrail audit, Clock clock) {
        this.credentials = credentials;
        this.digester = digester;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a credential.
     *
     * @param expiresAt null when it lasts until it is revoked
     */
    public CreatedCredential issue(UserId user, String name, @Nullable Instant expiresAt) {
        return insert(user, name, new ApiCredentialId(ids.next()), "lk_" + ids.nextText(KEY_LENGTH), expiresAt);
    }

    /**
     * Gives the account's credential with this name a new secret, or makes one. The old secret stops working and the
     * key stays. The account is locked, so that two simultaneous calls leave one secret.
     */
    public CreatedCredential renew(UserId user, String name) {
        return credentials.findAll(user).stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .map(known -> {
                    credentials.delete(user, known.id());
                    return insert(user, name, known.id(), known.key(), null);
                })
                .orElseGet(() -> issue(user, name, null));
    }

    /** Revokes every credential of the account. */
    public void revokeAll(UserId user) {
        int revoked = credentials.deleteAll(user);
        if (revoked > 0) {
            audit.record(
                    AuditTrail.Event.CREDENTIAL_REVOKED,
                    Map.of("user", user.toString(), "count", Integer.toString(revoked)));
        }
    }

    private CreatedCredential insert(
            UserId user, String name, ApiCredentialId id, String key, @Nullable Instant expiresAt) {
        String secret = "lks_" + ids.nextText(SECRET_LENGTH);
        ApiCredential credential =
                new ApiCredential(id, user, name, key, digester.plain(secret), clock.instant(), expiresAt, null);
        credentials.insert(credential);
        audit.record(AuditTrail.Event.CREDENTIAL_CREATED, Map.of("user", user.toString(), "credential", id.toString()));
        return new CreatedCredential(credential, secret);
    }
}
