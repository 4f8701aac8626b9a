package io.latchkey.application.admin.service;

import io.latchkey.application.admin.BootstrapAdminUseCase;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.admin.port.BootstrapTokens;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.admin.AdminPolicy;
import io.latchkey.domain.admin.AdminRole;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes the first administrator, and no second one. */
public final class BootstrapAdminService implements BootstrapAdminUseCase {
    /** 43 symbols of 62 make 256 bits. */
    private static final int LENGTH = 43;

    private static final int TRIES = 3;

    private final BootstrapTokens tokens;
    private final AccountDirectory directory;
    private final UserRepository users;
    private final AdminPolicy policy;
    private final Core core;

    BootstrapAdminService(
            BootstrapTokens tokens, AccountDirectory directory, UserRepository users, AdminPolicy policy, Core core) {
        this.tokens = tokens;
        this.directory = directory;
        this.users = users;
        this.policy = policy;
        this.core = core;
    }

    @Override
    public Optional<BootstrapToken> issue() {
        String token = "lka_" + core.ids().nextText(LENGTH);
        boolean isIssued = core.unitOfWork().execute(() -> {
            if (hasAdministrator()) {
                return false;
            }
            tokens.replace(core.digester().plain(token), core.clock().instant().plus(policy.bootstrapLifetime()));
            return true;
        });
        if (!isIssued) {
            return Optional.empty();
        }
        core.audit().record(AuditTrail.Event.BOOTSTRAP_TOKEN_ISSUED, Map.of("actor", "command line"));
        return Optional.of(new BootstrapToken(token, policy.bootstrapLifetime()));
    }

    private boolean hasAdministrator() {
        return directory.countActive(AdminRole.ADMIN.wireName()) > 0;
    }

    @Override
    public Claim claim(Caller caller, ClientOrigin origin, String token) {
        if (!caller.signedInRecently(policy.recentSignIn(), core.clock().instant())) {
            return Claim.SIGN_IN_TOO_OLD;
        }
        boolean isMade =
                core.unitOfWork().retrying(TRIES, ConcurrentChangeException.class, () -> make(caller.user(), token));
        core.audit()
                .record(
                        isMade ? AuditTrail.Event.ADMINISTRATOR_MADE : AuditTrail.Event.BOOTSTRAP_TOKEN_REFUSED,
                        origin,
                        Map.of("user", caller.user().id().toString()));
        return isMade ? Claim.CLAIMED : Claim.REFUSED;
    }

    /** The token is taken first: of two who show it at once, the second finds none. */
    private boolean make(User caller, String token) {
        Instant now = core.clock().instant();
        if (!tokens.take(core.digester().plain(token), now) || hasAdministrator()) {
            return false;
        }
        Optional<User> user = users.find(caller.id()).filter(User::isActive);
        user.ifPresent(found -> {
            Set<String> roles = new TreeSet<>(found.roles());
            roles.add(AdminRole.ADMIN.wireName());
            users.update(found.withRoles(roles, now));
        });
        return user.isPresent();
    }
}
