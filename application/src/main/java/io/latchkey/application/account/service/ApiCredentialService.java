package io.latchkey.application.account.service;

import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.service.CredentialIssuer;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes, lists and revokes API credentials. */
public final class ApiCredentialService implements ApiCredentialUseCase {
    private static final int MOST_PER_ACCOUNT = 50;

    private final ApiCredentialRepository credentials;
    private final SessionRepository sessions;
    private final RecentSignIn recentSignIn;
    private final CredentialIssuer issuer;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    ApiCredentialService(
            ApiCredentialRepository credentials,
            SessionRepository sessions,
            RecentSignIn recentSignIn,
            CredentialIssuer issuer,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.recentSignIn = recentSignIn;
        this.issuer = issuer;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Creation create(Caller caller, String name, Optional<Instant> expiresAt) {
        Instant now = clock.instant();
        if (name.isBlank() || name.length() > 100) {
            throw new InvalidValueException("name", "must be 1 to 100 characters long");
        }
        if (expiresAt.filter(end -> !end.isAfter(now)).isPresent()) {
            throw new InvalidValueException("expiresAt", "must lie in the future");
        }
        if (!recentSignIn.isBy(caller)) {
            return new Creation.NeedsRecentSignIn();
        }
        return unitOfWork.execute(() -> {
            // A password reset ends the session and its credentials. The session is held, so that no credential is made
            // after that.
            if (caller.session().filter(own -> sessions.hold(own.id(), now)).isEmpty()) {
                return new Creation.NeedsRecentSignIn();
            }
            if (credentials.findAll(caller.user().id()).size() >= MOST_PER_ACCOUNT) {
                throw new InvalidValueException("an account has at most 50 credentials; revoke one first");
            }
            return new Creation.Created(issuer.issue(caller.user(), name.strip(), expiresAt.orElse(null)));
        });
    }

    @Override
    public List<ApiCredential> list(Caller caller) {
        return unitOfWork.read(() -> credentials.findAll(caller.user().id()));
    }

    @Override
    public boolean revoke(Caller caller, ApiCredentialId id) {
        return unitOfWork.execute(() -> issuer.revoke(caller.user(), id));
    }
}
