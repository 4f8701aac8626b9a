package io.latchkey.application.session.service;

import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.domain.user.ApiCredential;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds callers by their access tokens and API credentials. */
public final class AuthenticateService implements AuthenticateUseCase {
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);

    private final AccessTokenCheck tokens;
    private final ApiCredentialRepository credentials;
    private final Digester digester;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public AuthenticateService(
            AccessTokenCheck tokens,
            ApiCredentialRepository credentials,
            Digester digester,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.tokens = tokens;
        this.credentials = credentials;
        this.digester = digester;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Optional<Caller> authenticate(String accessToken) {
        return tokens.find(accessToken).map(live -> new Caller(live.user(), Optional.of(live.session())));
    }

    @Override
    public Optional<Caller> authenticate(String key, String secret) {
        Instant now = clock.instant();
        return unitOfWork
                .read(() -> credentials.findByKey(key))
                .filter(owned -> digester.matches(secret, owned.credential().secretDigest()))
                .filter(owned -> owned.credential().isLive(now) && owned.user().isActive())
                .map(owned -> {
                    markUsed(owned.credential(), now);
                    return new Caller(
                            owned.user(),
                            Optional.empty(),
                            owned.credential().rolesOf(owned.user().roles()));
                });
    }

    private void markUsed(ApiCredential credential, Instant now) {
        Instant lastUsed = credential.lastUsedAt();
        if (lastUsed == null || !lastUsed.plus(LAST_USED_PRECISION).isAfter(now)) {
            unitOfWork.execute(() -> {
                credentials.markUsed(credential.id(), now);
                return credential;
            });
        }
    }
}
