package io.latchkey.application.session.service;

import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.KeepRefreshTokenUseCase;
import io.latchkey.application.session.ManageSessionsUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.SignInByCodeUseCase;
import io.latchkey.application.session.SignInHolderUseCase;
import io.latchkey.application.session.SignInWithCodeUseCase;
import io.latchkey.application.session.SignInWithPasswordUseCase;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.LockoutPolicy;

/** The use cases of signing in and out, and what features that open sessions are built of. */
public final class SessionUseCases {
    public final SignInWithPasswordUseCase signInWithPassword;
    public final SignInWithCodeUseCase signInWithCode;
    public final SignInByCodeUseCase signInByCode;
    public final SignInHolderUseCase signInHolder;
    public final RefreshSessionUseCase refreshSession;
    public final KeepRefreshTokenUseCase keepRefreshToken;
    public final AuthenticateUseCase authenticate;
    public final ManageSessionsUseCase manageSessions;

    public final SessionOpener opener;
    public final TokenMinter minter;
    public final CodeSessions codeSessions;

    /** What the feature needs from outside. */
    public record Ports(
            SessionRepository sessions,
            SignInFailureRepository failures,
            ApiCredentialRepository credentials,
            AccessTokenIssuer accessTokens,
            AccessTokenVerifier verifier,
            SecretKeys secrets) {}

    /** @param secondFactorRequired whether every sign-in by password is followed by a code */
    public record Policies(
            SessionPolicy sessions, LockoutPolicy lockout, ThrottlePolicy throttles, boolean secondFactorRequired) {}

    public SessionUseCases(
            Core core, Throttles throttles, UserParts accounts, OtpUseCases otp, Ports ports, Policies policies) {
        opener = new SessionOpener(ports.sessions(), policies.sessions(), core.ids(), core.audit(), core.clock());
        minter = new TokenMinter(ports.accessTokens(), ports.secrets(), policies.sessions(), core.clock());
        codeSessions = new CodeSessions(accounts.users(), opener, minter, policies.secondFactorRequired());
        signInWithPassword = new SignInWithPasswordService(
                ports.failures(),
                accounts.users(),
                accounts.hasher(),
                policies.lockout(),
                policies.throttles(),
                throttles,
                otp.issuer,
                opener,
                minter,
                policies.secondFactorRequired(),
                core.digester(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        SignInWithCodeService byCode =
                new SignInWithCodeService(otp.verifier, accounts.adoption(), codeSessions, core.unitOfWork());
        signInWithCode = byCode;
        signInByCode = byCode;
        signInHolder = new SignInHolderService(
                otp.verifier, accounts.users(), codeSessions, policies.throttles(), throttles, core.unitOfWork());
        refreshSession = new RefreshSessionService(
                ports.sessions(),
                ports.secrets(),
                minter,
                policies.sessions(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        keepRefreshToken = new KeepRefreshTokenService(
                ports.sessions(),
                ports.secrets(),
                minter,
                policies.sessions(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        authenticate = new AuthenticateService(
                ports.verifier(),
                ports.sessions(),
                ports.credentials(),
                core.digester(),
                core.unitOfWork(),
                core.clock());
        manageSessions = new ManageSessionsService(ports.sessions(), core.unitOfWork(), core.audit(), core.clock());
    }
}
