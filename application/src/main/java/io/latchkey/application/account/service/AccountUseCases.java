package io.latchkey.application.account.service;

import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.VerifyEmailUseCase;
import io.latchkey.application.account.port.AccountTraces;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.session.service.StepUp;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.TwoFactors;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.user.User;
import java.util.function.Predicate;

/** The use cases of accounts. */
public final class AccountUseCases {
    public final RegisterUseCase register;
    public final CheckAvailabilityUseCase checkAvailability;
    public final ChangeAccountUseCase changeAccount;
    public final ChangePasswordUseCase changePassword;
    public final ForgotPasswordUseCase forgotPassword;
    public final ResetPasswordUseCase resetPassword;
    public final ApiCredentialUseCase apiCredentials;
    public final ProfileImageUseCase profileImages;
    public final DeleteAccountUseCase deleteAccount;
    public final VerifyEmailUseCase verifyEmail;

    public final OpenedAccess access;
    public final AccountSaving saving;
    public final AccountRemoval removal;

    /** The outbound ports of the feature. */
    public record Ports(
            OtpChallengeRepository challenges,
            SessionRepository sessions,
            ApiCredentialRepository credentials,
            SignInFailureRepository failures,
            RetryLockRepository retryLocks,
            ProfileImageRepository images,
            ImageNormalizer normalizer,
            AccountTraces traces,
            ListingRepository listings) {}

    /**
     * @param stepUp asks for a recent sign-in or the current password
     * @param twoFactors tells which contact may not reset the password of an account with a second factor
     * @param guesses limits on codes that no challenge counts
     * @param tellsContacts whether availability checks answer e-mail addresses and phone numbers
     * @param changeEndsCredentials whether API credentials end with a password that its owner changes
     * @param indispensable tells which account its owner may not delete, because nobody would be left who administers
     */
    public record Policies(
            StepUp stepUp,
            TwoFactors twoFactors,
            ThrottlePolicy throttles,
            GuessLimits guesses,
            boolean tellsContacts,
            boolean changeEndsCredentials,
            Predicate<User> indispensable) {}

    public AccountUseCases(
            Core core,
            Throttles throttles,
            Tickets tickets,
            UserParts accounts,
            OtpUseCases otp,
            Ports ports,
            Policies policies) {
        UserRepository users = accounts.users();
        UnitOfWork unitOfWork = core.unitOfWork();
        StepUp stepUp = policies.stepUp();
        AccountLimits limits = new AccountLimits(policies.throttles(), throttles, unitOfWork);
        ContactCodes codes = new ContactCodes(users, otp.gate);
        ValidatedContacts validated = new ValidatedContacts(users, tickets);
        access = new OpenedAccess(
                ports.sessions(),
                ports.challenges(),
                tickets,
                accounts.credentials(),
                ports.failures(),
                ports.retryLocks(),
                accounts.logins());
        PasswordReplacement replacement = new PasswordReplacement(
                users, access, accounts.notices(), core.audit(), core.clock(), policies.changeEndsCredentials());
        NewAccounts newAccounts =
                new NewAccounts(users, accounts.newPasswords(), core.ids(), core.audit(), core.clock());
        register = new RegisterService(
                limits,
                newAccounts,
                new RegistrationByCode(newAccounts, codes, unitOfWork),
                new RegistrationByValidation(newAccounts, validated, unitOfWork, core.clock()),
                new UnprovenRegistration(
                        users, newAccounts, new ContactHolds(ports.retryLocks(), accounts.logins()), unitOfWork));
        checkAvailability = new CheckAvailabilityService(
                users, throttles, policies.throttles(), policies.tellsContacts(), unitOfWork);
        saving = new AccountSaving(users, replacement, access, accounts.notices(), core.audit(), core.clock());
        changeAccount = new ChangeAccountService(
                new AccountChangeByCode(codes, saving, unitOfWork),
                new AccountChangeByValidation(users, validated, saving, unitOfWork, core.clock()),
                accounts.newPasswords(),
                limits,
                stepUp,
                core.clock());
        changePassword = new ChangePasswordService(limits, stepUp, accounts.newPasswords(), replacement, unitOfWork);
        forgotPassword = new ForgotPasswordService(users, otp.gate, otp.resetCodes, unitOfWork, core.clock());
        resetPassword = new ResetPasswordService(
                accounts.newPasswords(),
                new CodeGuesses(otp.verifier, ports.challenges(), otp.handles, policies.guesses(), throttles),
                new EntitlementLook(otp.verifier, ports.challenges(), otp.handles, tickets, otp.codes, core.clock()),
                new EntitlementUse(otp.verifier, tickets, users, policies.twoFactors(), core.audit(), core.clock()),
                replacement,
                accounts.devices(),
                unitOfWork);
        apiCredentials = new ApiCredentialService(
                ports.credentials(), ports.sessions(), stepUp, accounts.credentials(), unitOfWork, core.clock());
        profileImages = new ProfileImageService(ports.images(), ports.normalizer(), limits, unitOfWork, core.clock());
        verifyEmail = new VerifyEmailService(codes, otp.bounced, stepUp, unitOfWork);
        removal = new AccountRemoval(users, ports.traces(), ports.listings(), access, core);
        deleteAccount =
                new DeleteAccountService(removal, policies.indispensable(), stepUp, accounts.notices(), unitOfWork);
    }
}
