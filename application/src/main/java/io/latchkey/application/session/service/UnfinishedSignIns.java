package io.latchkey.application.session.service;

import io.latchkey.application.session.SignIn;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Records sign-ins that opened no session, whether or not anything was compared (OWASP ASVS 5.0, 16.3.1). Tells owners when
 * wrong passwords locked their accounts.
 */
final class UnfinishedSignIns {
    private static final Reasons REASONS = new Reasons();

    private final AuditTrail audit;
    private final AuditSubjects subjects;
    private final Decisions decisions;
    private final OwnerNotices notices;

    UnfinishedSignIns(Core core, OwnerNotices notices) {
        this.audit = core.audit();
        this.subjects = core.subjects();
        this.decisions = core.decisions();
        this.notices = notices;
    }

    /** Tells that another account verified the contact of a right code meanwhile. */
    void tellTaken() {
        decisions.saw(Finding.refusedAfterCode("another account verified the contact meanwhile"));
    }

    /**
     * Records a password that did not sign in.
     *
     * @param account empty when the login names none
     * @param outcome any outcome; one that is no refusal is not recorded
     */
    void record(LoginName login, Optional<User> account, ClientOrigin origin, SignIn outcome) {
        outcome.answer(REASONS).ifPresent(reason -> record("password", reason, origin, details(login, account)));
    }

    /** Records a code that did not sign in. A wrong code is recorded where it is checked. */
    void recordCode(ClientOrigin origin, SignIn outcome) {
        outcome.answer(REASONS).ifPresent(reason -> {
            if (reason.equals(Reasons.WRONG_CODE)) {
                decisions.refused(Finding.refused("second-factor").noting(reason));
            } else {
                record("code", reason, origin, Map.of());
            }
        });
    }

    /** Records that a password was right and a second factor is asked for. */
    void recordHalf(User user, ClientOrigin origin) {
        audit.record(
                AuditTrail.Event.SECOND_FACTOR_ASKED,
                origin,
                Map.of("user", user.id().toString()));
    }

    /**
     * Tells the owner, in the surrounding unit of work, that wrong passwords locked the account for everybody.
     *
     * @param account the account's id, or the key of a login that no account has
     */
    void tellLock(UUID account, Optional<User> owner) {
        notices.tellLock(account.toString(), owner);
    }

    private Map<String, String> details(LoginName login, Optional<User> account) {
        Map<String, String> details = new HashMap<>();
        details.put("login", subjects.of(login));
        account.ifPresent(user -> details.put("user", user.id().toString()));
        return details;
    }

    private void record(String factor, String reason, ClientOrigin origin, Map<String, String> who) {
        Map<String, String> details = new HashMap<>(who);
        details.put("factor", factor);
        details.put("reason", reason);
        audit.record(AuditTrail.Event.SIGN_IN_REFUSED, origin, details);
    }

    /** The reason of each refusal; empty for outcomes that are none. */
    private static final class Reasons implements SignIn.Cases<Optional<String>> {
        static final String WRONG_CODE = "wrong code";

        @Override
        public Optional<String> signedIn(SignIn.SignedIn signedIn) {
            return Optional.empty();
        }

        @Override
        public Optional<String> secondFactorNeeded(SignIn.SecondFactorNeeded needed) {
            return Optional.empty();
        }

        @Override
        public Optional<String> secondFactorMissing(SignIn.SecondFactorMissing missing) {
            return Optional.of("no second factor");
        }

        @Override
        public Optional<String> wrongCredentials(SignIn.WrongCredentials wrong) {
            return Optional.of("wrong credentials");
        }

        @Override
        public Optional<String> wrongCode(SignIn.WrongCode wrong) {
            return Optional.of(WRONG_CODE);
        }

        @Override
        public Optional<String> locked(SignIn.Locked locked) {
            return Optional.of("locked");
        }

        @Override
        public Optional<String> stopped(SignIn.Stopped stopped) {
            return Optional.of("stopped");
        }

        @Override
        public Optional<String> passwordNeeded(SignIn.PasswordNeeded needed) {
            return Optional.of("password needed");
        }

        @Override
        public Optional<String> codeNeeded(SignIn.CodeNeeded needed) {
            return Optional.of("code needed");
        }

        @Override
        public Optional<String> unknownAccount(SignIn.UnknownAccount unknown) {
            return Optional.of("unknown account");
        }

        @Override
        public Optional<String> refused(SignIn.Refused refused) {
            return Optional.of("throttled");
        }
    }
}
