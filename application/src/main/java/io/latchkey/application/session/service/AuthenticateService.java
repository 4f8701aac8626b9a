package io.latchkey.application.session.service;

import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.domain.user.ApiCredential;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds callers by their access tokens and API credentials. */
public final class AuthenticateService implements AuthenticateUseCase {
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);

    private final AccessTokenCheck tokens;
    private final ApiCredentialRepository credentials;
    private final Digester digester;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public AuthenticateService(
            AccessTokenCheck tokens,
            ApiCredentialRepository credentials,
            Digester digester,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.digester = digester;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> authenticate(String accessToken, ClientOrigin origin) {
        Optional<AccessTokenVerifier.Verified> genuine = tokens.verify(accessToken);
        if (genuine.isEmpty()) {
            return refuse(AuditTrail.Event.TOKEN_REFUSED, origin, Map.of("reason", "not genuine or expired"));
        }
        return tokens.find(genuine.get())
                .map(live -> new Caller(live.user(), Optional.of(live.session())))
                .or(() -> refuse(genuine.get(), origin));
    }

    private Optional<Caller> refuse(AccessTokenVerifier.Verified genuine, ClientOrigin origin) {
        return refuse(
                AuditTrail.Event.TOKEN_REFUSED,
                origin,
                Map.of(
                        "reason", "session ended",
                        "user", genuine.userId().toString(),
                        "session", genuine.sessionId().toString()));
    }

    private Optional<Caller> refuse(AuditTrail.Event event, ClientOrigin origin, Map<String, String> details) {
        audit.record(event, origin, details);
        return Optional.empty();
    }

    @Override
    public Optional<Caller> authenticate(String key, String secret, ClientOrigin origin) {
        Instant now = clock.instant();
        Optional<ApiCredentialRepository.Owned> found = unitOfWork.read(() -> credentials.findByKey(key));
        if (found.isEmpty()) {
            return refuse(AuditTrail.Event.CREDENTIAL_REFUSED, origin, Map.of("reason", "unknown key"));
        }
        ApiCredentialRepository.Owned owned = found.get();
        if (!digester.matches(secret, owned.credential().secretDigest())) {
            return refuse(owned, "wrong secret", origin);
        }
        if (!owned.credential().isLive(now) || !owned.user().isActive()) {
            return refuse(owned, "expired, or the account is not active", origin);
        }
        markUsed(owned.credential(), origin, now);
        return Optional.of(new Caller(
                owned.user(),
                Optional.empty(),
                owned.credential().rolesOf(owned.user().roles())));
    }

    private Optional<Caller> refuse(ApiCredentialRepository.Owned owned, String reason, ClientOrigin origin) {
        Map<String, String> details = new HashMap<>(details(owned.credential()));
        details.put("reason", reason);
        return refuse(AuditTrail.Event.CREDENTIAL_REFUSED, origin, details);
    }

    private static Map<String, String> details(ApiCredential credential) {
        return Map.of(
                "user", credential.userId().toString(),
                "credential", credential.id().toString());
    }

    /** Stores and records a use, unless one was stored within the last minute. */
    private void markUsed(ApiCredential credential, ClientOrigin origin, Instant now) {
        Instant lastUsed = credential.lastUsedAt();
        if (lastUsed == null || !lastUsed.plus(LAST_USED_PRECISION).isAfter(now)) {
            unitOfWork.execute(() -> {
                credentials.markUsed(credential.id(), now);
                return credential;
            });
            audit.record(AuditTrail.Event.CREDENTIAL_USED, origin, details(credential));
        }
    }
}
