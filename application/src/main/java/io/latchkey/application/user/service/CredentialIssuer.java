package io.latchkey.application.user.service;

import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredential.Validity;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.CredentialPolicy;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes and revokes API credentials in the unit of work of the caller, who decides that this may be done. */
public final class CredentialIssuer {
    private static final int KEY_LENGTH = 20;
    /** 43 symbols of 62 make 256 bits. */
    private static final int SECRET_LENGTH = 43;

    private final ApiCredentialRepository credentials;
    private final CredentialPolicy policy;
    private final Digester digester;
    private final IdGenerator ids;
    private final OwnerNotices notices;
    private final AuditTrail audit;
    private final Clock clock;

    public CredentialIssuer(
            ApiCredentialRepository credentials,
            CredentialPolicy policy,
            Digester digester,
            IdGenerator ids,
            OwnerNotices notices,
            AuditTrail audit,
            Clock clock) {
        this.credentials = credentials;
        this.policy = policy;
        this.digester = digester;
        this.ids = ids;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /** How long credentials last. */
    public CredentialPolicy policy() {
        return policy;
    }

    /**
     * Makes a credential.
     *
     * @param roles the owner's roles that it gets; empty for all of them
     */
    public CreatedCredential issue(User user, String name, Set<String> roles, Validity validity) {
        return insert(user, name, new Handle(new ApiCredentialId(ids.next()), newKey()), roles, validity);
    }

    /** What stays of a credential when it gets a new secret. */
    private record Handle(ApiCredentialId id, String key) {}

    private String newKey() {
        return "lk_" + ids.nextText(KEY_LENGTH);
    }

    /**
     * Gives the account's credential with this name a new secret and its usual life, or makes one. The old secret stops
     * working and the key stays. The account is locked, so that two simultaneous calls leave one secret.
     */
    public CreatedCredential renew(User user, String name) {
        Instant now = clock.instant();
        Validity validity = new Validity(now, policy.usualEnd(now), null);
        return credentials.findAll(user.id()).stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .map(known -> {
                    credentials.delete(user.id(), known.id());
                    return insert(user, name, new Handle(known.id(), known.key()), known.roles(), validity);
                })
                .orElseGet(() -> issue(user, name, Set.of(), validity));
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
    /** The account's credentials, newest first. */
    public List<ApiCredential> findAll(UserId user) {
        return credentials.findAll(user);
    }

    public void revokeAll(UserId user) {
        int revoked = credentials.deleteAll(user);
        if (revoked > 0) {
            audit.record(
                    AuditTrail.Event.CREDENTIAL_REVOKED,
                    Map.of("user", user.toString(), "count", Integer.toString(revoked)));
        }
    }

    private CreatedCredential insert(User user, String name, Handle handle, Set<String> roles, Validity validity) {
        String secret = "lks_" + ids.nextText(SECRET_LENGTH);
        ApiCredential credential =
                new ApiCredential(handle.id(), user.id(), name, handle.key(), digester.plain(secret), roles, validity);
        credentials.insert(credential);
        notices.tell(MessageKind.CREDENTIAL_CREATED, user);
        audit.record(
                AuditTrail.Event.CREDENTIAL_CREATED,
                Map.of(
                        "user", user.id().toString(),
                        "credential", handle.id().toString()));
        return new CreatedCredential(credential, secret);
    }
}
