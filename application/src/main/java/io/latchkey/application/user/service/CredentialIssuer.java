package io.latchkey.application.user.service;

import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.User;
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
    private final OwnerNotices notices;
    private final AuditTrail audit;
    private final Clock clock;

    public CredentialIssuer(
            ApiCredentialRepository credentials,
            Digester digester,
            IdGenerator ids,
            OwnerNotices notices,
            AuditTrail audit,
            Clock clock) {
        this.credentials = credentials;
        this.digester = digester;
        this.ids = ids;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a credential.
     *
     * @param expiresAt null when it lasts until it is revoked
     */
    public CreatedCredential issue(User user, String name, @Nullable Instant expiresAt) {
        return insert(user, name, new ApiCredentialId(ids.next()), "lk_" + ids.nextText(KEY_LENGTH), expiresAt);
    }

    /**
     * Gives the account's credential with this name a new secret, or makes one. The old secret stops working and the
     * key stays. The account is locked, so that two simultaneous calls leave one secret.
     */
    public CreatedCredential renew(User user, String name) {
        return credentials.findAll(user.id()).stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .map(known -> {
                    credentials.delete(user.id(), known.id());
                    return insert(user, name, known.id(), known.key(), null);
                })
                .orElseGet(() -> issue(user, name, null));
    }

    /** Revokes one credential of the account; answers whether there was one. */
    public boolean revoke(User user, ApiCredentialId id) {
        boolean existed = credentials.delete(user.id(), id);
        if (existed) {
            notices.tell(MessageKind.CREDENTIAL_REVOKED, user);
            audit.record(
                    AuditTrail.Event.CREDENTIAL_REVOKED,
                    Map.of("user", user.id().toString(), "credential", id.toString()));
        }
        return existed;
    }

    /** Revokes every credential of the account. The notice of what revoked them tells its owner. */
    public void revokeAll(UserId user) {
        int revoked = credentials.deleteAll(user);
        if (revoked > 0) {
            audit.record(
                    AuditTrail.Event.CREDENTIAL_REVOKED,
                    Map.of("user", user.toString(), "count", Integer.toString(revoked)));
        }
    }

    private CreatedCredential insert(
            User user, String name, ApiCredentialId id, String key, @Nullable Instant expiresAt) {
        String secret = "lks_" + ids.nextText(SECRET_LENGTH);
        ApiCredential credential =
                new ApiCredential(id, user.id(), name, key, digester.plain(secret), clock.instant(), expiresAt, null);
        credentials.insert(credential);
        notices.tell(MessageKind.CREDENTIAL_CREATED, user);
        audit.record(
                AuditTrail.Event.CREDENTIAL_CREATED, Map.of("user", user.id().toString(), "credential", id.toString()));
        return new CreatedCredential(credential, secret);
    }
}
