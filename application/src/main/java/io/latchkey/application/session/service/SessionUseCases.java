package io.latchkey.application.session.service;

import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.IntrospectTokenUseCase;
import io.latchkey.application.session.ListSessionsUseCase;
import io.latchkey.application.session.RecognizeDeviceUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.SecondFactorMethod;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInRules;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.DeviceTokens;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.service.PasswordComparison;
import io.latchkey.application.user.service.TwoFactors;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.GuessPolicy;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The use cases of signing in and out, and parts for features that open sessions. */
public final class SessionUseCases {
    public final SignInUseCase signIn;
    public final RefreshSessionUseCase refreshSession;
    public final SignOutUseCase signOut;
    public final ListSessionsUseCase listSessions;
    public final AuthenticateUseCase authenticate;
    public final IntrospectTokenUseCase introspectToken;
    public final RecognizeDeviceUseCase recognizeDevice;

    public final ProvenSessions sessions;
    public final ContactHolders holders;
    public final StepUp stepUp;

    /** The outbound ports of the feature. */
    public record Ports(
            SessionRepository sessions,
            SignInFailureRepository failures,
            ApiCredentialRepository credentials,
            AccessTokenIssuer accessTokens,
            AccessTokenVerifier verifier,
            DeviceTokens deviceTokens,
            SecretKeys secrets) {}

    /**
     * Limits and choices.
     *
     * @param guesses how wrong passwords slow down whoever guesses
     * @param secondFactorRequired whether every sign-in by password needs a second factor
     * @param twoFactors tells for which accounts a code alone opens no session
     * @param emailIsFactor whether tokens tell of two factors after a password and a code by e-mail
     */
    public record Policies(
            SessionPolicy sessions,
            GuessPolicy guesses,
            ThrottlePolicy throttles,
            boolean secondFactorRequired,
            TwoFactors twoFactors,
            boolean emailIsFactor) {}

    /**
     * Ways to sign in that other features add.
     *
     * @param secondFactors each serves the accounts that chose it under the standard rules; all other accounts get a
     *     code
     * @param rules further rules besides the standard ones; their codes also go to claimed contacts of accounts without
     *     a verified one
     */
    public record Additions(List<SecondFactorMethod> secondFactors, List<SignInRules> rules) {}

    public SessionUseCases(
            Core core,
            Throttles throttles,
            UserParts accounts,
            OtpUseCases otp,
            Ports ports,
            Policies policies,
            Additions additions) {
        holders = new ContactHolders(accounts.users(), policies.throttles(), throttles);
        SignInMethods methods = new SignInMethods(policies.emailIsFactor());
        Function<SentCode.Manner, SentCode> sentCodes = manner ->
                new SentCode(manner, methods, otp.verifier, otp.gate, holders, accounts.adoption(), core.decisions());
        SentCode sentCode = sentCodes.apply(new SentCode.Manner(OtpPurpose.SECOND_FACTOR, false));
        boolean required = policies.secondFactorRequired();
        SecondFactors secondFactors = new SecondFactors(additions.secondFactors(), sentCode, required);
        SignInRules standard = new SignInRules(
                SignInCommand.STANDARD_RULES,
                new SignInDelays(policies.guesses().own(), core.clock()),
                OtpPurpose.SECOND_FACTOR,
                false,
                policies.sessions().accessTokenLifetime());
        Stream<SignInService.Ruling> others = additions.rules().stream()
                .map(rules -> new SignInService.Ruling(
                        rules,
                        new SecondFactors(
                                List.of(), sentCodes.apply(new SentCode.Manner(rules.codePurpose(), true)), required)));
        RefreshTokens refreshTokens = new RefreshTokens(ports.secrets());
        RefreshTokenCheck refreshTokenCheck = new RefreshTokenCheck(
                ports.sessions(), refreshTokens, policies.sessions(), accounts.notices(), core.audit(), core.clock());
        AccessTokenCheck accessTokenCheck =
                new AccessTokenCheck(ports.verifier(), ports.sessions(), core.unitOfWork(), core.clock());
        TokenMinter minter = new TokenMinter(ports.accessTokens(), refreshTokens, policies.sessions(), core.clock());
        sessions = new ProvenSessions(
                sentCode,
                policies.twoFactors(),
                new SessionOpener(
                        ports.sessions(),
                        accounts.devices(),
                        policies.sessions(),
                        core.ids(),
                        accounts.notices(),
                        core.audit(),
                        core.clock()),
                accounts.devices(),
                minter);
        UnfinishedSignIns unfinished = new UnfinishedSignIns(core, accounts.notices());
        PasswordProof passwords = new PasswordProof(
                new PasswordComparison(accounts.hasher()),
                new PasswordFailures(
                        ports.failures(),
                        accounts.logins(),
                        policies.guesses(),
                        core.digester(),
                        accounts.notices(),
                        core.decisions(),
                        core.clock()),
                accounts.users(),
                policies.throttles(),
                throttles,
                core.unitOfWork(),
                unfinished);
        stepUp = new StepUp(policies.sessions(), passwords, standard.lock(), core.clock());
        signIn = new SignInService(
                passwords,
                Stream.concat(Stream.of(new SignInService.Ruling(standard, secondFactors)), others)
                        .toList(),
                sessions,
                holders,
                accounts.users(),
                core.unitOfWork(),
                unfinished);
        refreshSession = new RefreshSessionService(ports.sessions(), refreshTokenCheck, minter, core);
        recognizeDevice = new RecognizeDeviceService(ports.deviceTokens());
        signOut = new SignOutService(
                ports.sessions(), refreshTokenCheck, accessTokenCheck, core.unitOfWork(), core.audit(), core.clock());
        listSessions = new ListSessionsService(ports.sessions(), core.unitOfWork(), core.clock());
        authenticate = new AuthenticateService(
                accessTokenCheck, ports.credentials(), core.digester(), core.unitOfWork(), core.audit(), core.clock());
        introspectToken = new IntrospectTokenService(accessTokenCheck);
    }
}
