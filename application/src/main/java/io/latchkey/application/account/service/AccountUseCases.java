package io.latchkey.application.account.service;

import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.account.ChangeValidatedAccountUseCase;
import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.account.CheckUniquenessUseCase;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.account.OpenAccountUseCase;
import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.application.account.RecoverByCodeUseCase;
import io.latchkey.application.account.RegisterUserUseCase;
import io.latchkey.application.account.RegisterValidatedUseCase;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.application.user.port.RetryLockRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.session.SessionPolicy;

/** The use cases of accounts. */
public final class AccountUseCases {
    public final RegisterUserUseCase registerUser;
    public final RegisterValidatedUseCase registerValidated;
    public final OpenAccountUseCase openAccount;
    public final CheckAvailabilityUseCase checkAvailability;
    public final CheckUniquenessUseCase checkUniqueness;
    public final ChangeAccountUseCase changeAccount;
    public final ChangeValidatedAccountUseCase changeValidatedAccount;
    public final ChangePasswordUseCase changePassword;
    public final ForgotPasswordUseCase forgotPassword;
    public final ResetPasswordUseCase resetPassword;
    public final RecoverByCodeUseCase recoverByCode;
    public final ApiCredentialUseCase apiCredentials;
    public final ProfileImageUseCase profileImages;
    public final DeleteAccountUseCase deleteAccount;

    /** What the feature needs from outside. */
    public record Ports(
            OtpChallengeRepository challenges,
            SessionRepository sessions,
            ApiCredentialRepository credentials,
            SignInFailureRepository failures,
            RetryLockRepository retryLocks,
            ProfileImageRepository images,
            ImageNormalizer normalizer) {}

    /**
     * @param tellsContacts whether e-mail addresses and phone numbers are answered to those who ask what is free
     * @param guesses limits on codes that no challenge counts
     */
    public record Policies(
            SessionPolicy sessions, ThrottlePolicy throttles, GuessLimits guesses, boolean tellsContacts) {}

    public AccountUseCases(
            Core core,
            Throttles throttles,
            Tickets tickets,
            UserParts accounts,
            OtpUseCases otp,
            Ports ports,
            Policies policies) {
        registerUser = new RegisterUserService(
                accounts.users(),
                accounts.hasher(),
                accounts.newPasswords(),
                policies.throttles(),
                throttles,
                otp.issuer,
                otp.handles,
                core.unitOfWork(),
                core.ids(),
                core.audit(),
                core.clock());
        registerValidated = new RegisterValidatedService(
                accounts.users(),
                tickets,
                accounts.hasher(),
                accounts.newPasswords(),
                policies.throttles(),
                throttles,
                core.unitOfWork(),
                core.ids(),
                core.audit(),
                core.clock());
        openAccount = new OpenAccountService(
                accounts.users(),
                ports.retryLocks(),
                accounts.hasher(),
                accounts.newPasswords(),
                policies.throttles(),
                throttles,
                core.digester(),
                core.unitOfWork(),
                core.ids(),
                core.audit(),
                core.clock());
        checkAvailability = new CheckAvailabilityService(
                accounts.users(), throttles, policies.throttles(), policies.tellsContacts(), core.unitOfWork());
        checkUniqueness = new CheckAvailabilityService(
                accounts.users(), throttles, policies.throttles(), true, core.unitOfWork())::check;
        changeAccount = new ChangeAccountService(
                accounts.users(),
                policies.throttles(),
                throttles,
                otp.issuer,
                accounts.notices(),
                policies.sessions(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        changeValidatedAccount = new ChangeValidatedAccountService(
                accounts.users(),
                ports.sessions(),
                ports.challenges(),
                tickets,
                accounts.hasher(),
                accounts.newPasswords(),
                policies.throttles(),
                throttles,
                accounts.notices(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        changePassword = new ChangePasswordService(
                accounts.users(),
                ports.sessions(),
                ports.challenges(),
                accounts.hasher(),
                accounts.newPasswords(),
                policies.throttles(),
                throttles,
                accounts.notices(),
                policies.sessions(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        forgotPassword = new ForgotPasswordService(accounts.users(), throttles, otp.issuer, core.unitOfWork());
        resetPassword = new ResetPasswordService(
                otp.verifier,
                ports.challenges(),
                otp.handles,
                tickets,
                otp.codes,
                accounts.users(),
                ports.sessions(),
                ports.credentials(),
                ports.failures(),
                ports.retryLocks(),
                core.digester(),
                accounts.hasher(),
                accounts.newPasswords(),
                accounts.notices(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        recoverByCode = new RecoverByCodeService(
                otp.verifier,
                ports.challenges(),
                otp.handles,
                resetPassword,
                accounts.newPasswords(),
                policies.guesses(),
                throttles,
                core.unitOfWork());
        apiCredentials = new ApiCredentialService(
                ports.credentials(),
                ports.sessions(),
                policies.sessions(),
                accounts.credentials(),
                core.unitOfWork(),
                core.audit(),
                core.clock());
        profileImages = new ProfileImageService(
                ports.images(), ports.normalizer(), policies.throttles(), throttles, core.unitOfWork(), core.clock());
        deleteAccount = new DeleteAccountService(
                accounts.users(), policies.sessions(), core.unitOfWork(), core.audit(), core.clock());
    }
}
