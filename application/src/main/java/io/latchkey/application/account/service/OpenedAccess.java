package io.latchkey.application.account.service;

import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.service.CredentialIssuer;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Ends access that was opened under an old password or through an old contact, in the unit of work that replaces the
 * password or the contact.
 */
public final class OpenedAccess {
    private final SessionRepository sessions;
    private final OtpChallengeRepository challenges;
    private final Tickets tickets;
    private final CredentialIssuer credentials;
    private final SignInFailureRepository failures;
    private final RetryLockRepository retryLocks;
    private final LoginKeys logins;

    OpenedAccess(
            SessionRepository sessions,
            OtpChallengeRepository challenges,
            Tickets tickets,
            CredentialIssuer credentials,
            SignInFailureRepository failures,
            RetryLockRepository retryLocks,
            LoginKeys logins) {
        this.sessions = sessions;
        this.challenges = challenges;
        this.tickets = tickets;
        this.credentials = credentials;
        this.failures = failures;
        this.retryLocks = retryLocks;
        this.logins = logins;
    }

    /**
     * Ends the account's sessions, the codes and links under way, and the tickets that they made.
     *
     * @param kept the session that continues
     */
    public void end(User user, Optional<SessionId> kept, Instant now) {
        sessions.endAll(user.id(), kept, now);
        endCodes(user, now);
        tickets.endAll(user.id());
    }

    /** Ends the codes and links under way. */
    void endCodes(User user, Instant now) {
        challenges.voidAll(user.id(), now);
    }

    /** A part of the account's sessions that are not over, newest first. */
    public List<Session> sessions(UserId user, Optional<SessionRepository.Place> after, Instant now, int most) {
        return sessions.findLive(user, after, now, most);
    }

    /** Ends one session; answers whether the account had it alive. */
    public boolean endSession(UserId user, SessionId session, Instant now) {
        return sessions.end(user, session, now);
    }

    /** The account's API credentials, newest first. */
    public List<ApiCredential> credentials(UserId user) {
        return credentials.findAll(user);
    }

    /** Revokes one API credential; answers whether the account had it. */
    public boolean revokeCredential(User user, ApiCredentialId credential) {
        return credentials.revoke(user, credential);
    }

    void revokeCredentials(User user) {
        credentials.revokeAll(user.id());
    }

    /** Resets the counters of wrong passwords, and so lifts every lock. */
    public void liftLocks(User user) {
        failures.forget(logins.allOf(user));
        retryLocks.forget(List.of(user.id().value()));
    }
}
