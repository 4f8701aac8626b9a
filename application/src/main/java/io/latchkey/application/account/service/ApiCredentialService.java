package io.latchkey.application.account.service;

import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.account.NewCredential;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.session.service.StepUp;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.service.CredentialIssuer;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.CredentialPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes, lists and revokes API credentials. */
public final class ApiCredentialService implements ApiCredentialUseCase {
    private static final int MOST_PER_ACCOUNT = 50;

    private final ApiCredentialRepository credentials;
    private final SessionRepository sessions;
    private final StepUp stepUp;
    private final CredentialIssuer issuer;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    ApiCredentialService(
            ApiCredentialRepository credentials,
            SessionRepository sessions,
            StepUp stepUp,
            CredentialIssuer issuer,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.stepUp = stepUp;
        this.issuer = issuer;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Creation create(Caller caller, NewCredential wish, Optional<CurrentPassword> current) {
        Instant now = clock.instant();
        Optional<Instant> end = end(wish, now);
        check(caller, wish, end, now);
        Optional<Unconfirmed> refusal = stepUp.refuse(caller, current);
        if (refusal.isPresent()) {
            return new Creation.NotConfirmed(refusal.get());
        }
        return unitOfWork.execute(() -> {
            // A password reset ends the session and its credentials. The session is held, so that no credential is made
            // after that.
            if (caller.session().filter(own -> sessions.hold(own.id(), now)).isEmpty()) {
                return new Creation.NotConfirmed(new Unconfirmed.SignInTooOld());
            }
            if (credentials.findAll(caller.user().id()).size() >= MOST_PER_ACCOUNT) {
                throw new InvalidValueException("an account has at most 50 credentials; revoke one first");
            }
            return new Creation.Created(issuer.issue(
                    caller.user(),
                    wish.name().strip(),
                    wish.roles(),
                    new ApiCredential.Validity(now, end.orElse(null), null)));
        });
    }

    private Optional<Instant> end(NewCredential wish, Instant now) {
        CredentialPolicy policy = issuer.policy();
        return wish.ending().fold(() -> Optional.of(policy.usualEnd(now)), Optional::of, () -> {
            if (!policy.endless()) {
                throw new InvalidValueException("expiresAt", "must not be null on this site");
            }
            return Optional.empty();
        });
    }

    private void check(Caller caller, NewCredential wish, Optional<Instant> end, Instant now) {
        if (wish.name().isBlank() || wish.name().length() > 100) {
            throw new InvalidValueException("name", "must be 1 to 100 characters long");
        }
        if (end.filter(at -> !at.isAfter(now)).isPresent()) {
            throw new InvalidValueException("expiresAt", "must lie in the future");
        }
        if (end.filter(at -> !issuer.policy().allows(at, now)).isPresent()) {
            throw new InvalidValueException(
                    "expiresAt", "must be at most " + issuer.policy().lifetime() + " from now");
        }
        if (!caller.roles().containsAll(wish.roles())) {
            throw new InvalidValueException("roles", "must be roles of the account");
        }
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
