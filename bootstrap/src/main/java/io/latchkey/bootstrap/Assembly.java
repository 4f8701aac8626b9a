package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.account.ChangeValidatedAccountUseCase;
import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.account.CheckUniquenessUseCase;
import io.latchkey.application.account.DeleteAccountUseCase;
import io.latchkey.application.account.ForgotPasswordUseCase;
import io.latchkey.application.account.OpenAccountUseCase;
import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.application.account.RecoverByCodeUseCase;
import io.latchkey.application.account.RegisterUserUseCase;
import io.latchkey.application.account.RegisterValidatedUseCase;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.service.ApiCredentialService;
import io.latchkey.application.account.service.ChangeAccountService;
import io.latchkey.application.account.service.ChangePasswordService;
import io.latchkey.application.account.service.ChangeValidatedAccountService;
import io.latchkey.application.account.service.CheckAvailabilityService;
import io.latchkey.application.account.service.DeleteAccountService;
import io.latchkey.application.account.service.ForgotPasswordService;
import io.latchkey.application.account.service.OpenAccountService;
import io.latchkey.application.account.service.ProfileImageService;
import io.latchkey.application.account.service.RecoverByCodeService;
import io.latchkey.application.account.service.RegisterUserService;
import io.latchkey.application.account.service.RegisterValidatedService;
import io.latchkey.application.account.service.ResetPasswordService;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.RecordReceiptUseCase;
import io.latchkey.application.delivery.RefreshHealthUseCase;
import io.latchkey.application.delivery.ReportDeliveryUseCase;
import io.latchkey.application.delivery.RetryReceiptsUseCase;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.delivery.service.DispatchOutboxService;
import io.latchkey.application.delivery.service.HealthBoard;
import io.latchkey.application.delivery.service.OutboxMessages;
import io.latchkey.application.delivery.service.ReadFunnelService;
import io.latchkey.application.delivery.service.Receipts;
import io.latchkey.application.delivery.service.RecordReceiptService;
import io.latchkey.application.delivery.service.TakeReceiptsService;
import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.entry.SendEntryCodesUseCase;
import io.latchkey.application.entry.service.EnterByCodeService;
import io.latchkey.application.entry.service.SendEntryCodesService;
import io.latchkey.application.guard.CheckGuardedCodeUseCase;
import io.latchkey.application.guard.RefreshBlocksUseCase;
import io.latchkey.application.guard.SendGuardedCodeUseCase;
import io.latchkey.application.guard.service.CheckGuardedCodeService;
import io.latchkey.application.guard.service.ContactBlocks;
import io.latchkey.application.guard.service.GuardedContacts;
import io.latchkey.application.guard.service.SendGuardedCodeService;
import io.latchkey.application.maintenance.PurgeUseCase;
import io.latchkey.application.maintenance.service.PurgeService;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.FindOtpUseCase;
import io.latchkey.application.otp.RequestOtpUseCase;
import io.latchkey.application.otp.ResendOtpUseCase;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.VerifyOtpUseCase;
import io.latchkey.application.otp.service.ChallengeHandles;
import io.latchkey.application.otp.service.ChallengeIssuer;
import io.latchkey.application.otp.service.CheckCodeService;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.otp.service.FindOtpService;
import io.latchkey.application.otp.service.FixedCodes;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.otp.service.RequestOtpService;
import io.latchkey.application.otp.service.ResendOtpService;
import io.latchkey.application.otp.service.SendCodeService;
import io.latchkey.application.otp.service.VerifyOtpService;
import io.latchkey.application.retrylock.SignInUnderRetryLockUseCase;
import io.latchkey.application.retrylock.service.SignInUnderRetryLockService;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.KeepRefreshTokenUseCase;
import io.latchkey.application.session.ManageSessionsUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.SignInByCodeUseCase;
import io.latchkey.application.session.SignInHolderUseCase;
import io.latchkey.application.session.SignInWithCodeUseCase;
import io.latchkey.application.session.SignInWithPasswordUseCase;
import io.latchkey.application.session.service.AuthenticateService;
import io.latchkey.application.session.service.KeepRefreshTokenService;
import io.latchkey.application.session.service.ManageSessionsService;
import io.latchkey.application.session.service.RefreshSessionService;
import io.latchkey.application.session.service.SessionOpener;
import io.latchkey.application.session.service.SignInHolderService;
import io.latchkey.application.session.service.SignInWithCodeService;
import io.latchkey.application.session.service.SignInWithPasswordService;
import io.latchkey.application.session.service.TokenMinter;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.service.ContactAdoption;
import io.latchkey.application.user.service.CredentialIssuer;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.bootstrap.audit.LoggedAuditTrail;
import io.latchkey.bootstrap.crypto.Argon2PasswordHasher;
import io.latchkey.bootstrap.crypto.HmacDigester;
import io.latchkey.bootstrap.crypto.HmacSecretKeys;
import io.latchkey.bootstrap.crypto.JwtIssuer;
import io.latchkey.bootstrap.crypto.JwtVerifier;
import io.latchkey.bootstrap.crypto.KeyRing;
import io.latchkey.bootstrap.crypto.MasterSecrets;
import io.latchkey.bootstrap.crypto.SecureIdGenerator;
import io.latchkey.bootstrap.delivery.DispatcherThread;
import io.latchkey.bootstrap.delivery.ParkingPause;
import io.latchkey.bootstrap.delivery.PooledDeliveryWorkers;
import io.latchkey.bootstrap.delivery.SharedSecretReceipts;
import io.latchkey.bootstrap.delivery.WakingTrigger;
import io.latchkey.bootstrap.image.ImageIoNormalizer;
import io.latchkey.bootstrap.password.CommonPasswordList;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Policies;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Clock;
import java.util.Optional;

/** The whole service put together from settings and its outer parts; knows no container. Closing it stops its threads. */
final class Assembly implements AutoCloseable {
    final LoggedAuditTrail audit;
    final KeyRing keyRing;
    final RegisterUserUseCase registerUser;
    final CheckAvailabilityUseCase checkAvailability;
    final CheckUniquenessUseCase checkUniqueness;
    final RegisterValidatedUseCase registerValidated;
    final ChangeValidatedAccountUseCase changeValidatedAccount;
    final SignInHolderUseCase signInHolder;
    final SendEntryCodesUseCase sendEntryCodes;
    final EnterByCodeUseCase enterByCode;
    final ChangeAccountUseCase changeAccount;
    final DeleteAccountUseCase deleteAccount;
    final ChangePasswordUseCase changePassword;
    final ProfileImageUseCase profileImage;
    final ApiCredentialUseCase apiCredential;
    final ForgotPasswordUseCase forgotPassword;
    final ResetPasswordUseCase resetPassword;
    final RequestOtpUseCase requestOtp;
    final ResendOtpUseCase resendOtp;
    final VerifyOtpUseCase verifyOtp;
    final FindOtpUseCase findOtp;
    final SignInWithPasswordUseCase signInWithPassword;
    final SignInWithCodeUseCase signInWithCode;
    final SignInByCodeUseCase signInByCode;
    final KeepRefreshTokenUseCase keepRefreshToken;
    final SendCodeUseCase sendCode;
    final CheckCodeUseCase checkCode;
    final SendGuardedCodeUseCase sendGuardedCode;
    final CheckGuardedCodeUseCase checkGuardedCode;
    final RefreshSessionUseCase refreshSession;
    final AuthenticateUseCase authenticate;
    final ManageSessionsUseCase manageSessions;
    final RecordReceiptUseCase recordReceipt;
    final TakeReceiptsUseCase takeReceipts;
    final RetryReceiptsUseCase retryReceipts;
    final ReportDeliveryUseCase reportDelivery;
    final RefreshHealthUseCase refreshHealth;
    final ReadFunnelUseCase readFunnel;
    final OpenAccountUseCase openAccount;
    final RecoverByCodeUseCase recoverByCode;
    final SignInUnderRetryLockUseCase signInUnderRetryLock;

    private final Argon2PasswordHasher hasher;
    private final DispatcherThread dispatcher;
    private final PurgeUseCase purge;
    final RefreshBlocksUseCase refreshBlocks;
    private Optional<MaintenanceTimer> maintenance = Optional.empty();

    /**
     * Puts everything together; nothing runs before {@link #start}.
     *
     * @param testNumbers contacts with fixed codes
     * @param publicUrl how browsers reach the service, without a slash at the end
     */
    Assembly(
            Settings settings,
            MasterSecrets secrets,
            LatchkeyDatabase database,
            DeliveryPorts delivery,
            FixedCodeNumbers testNumbers,
            String publicUrl,
            Clock clock) {
        Policies policies = new Policies(settings);
        OtpPolicies otpPolicies = policies.otp();
        SessionPolicy sessionPolicy = policies.sessions();
        ThrottlePolicy limits = policies.throttles();
        boolean secondFactorRequired = settings.get(Catalog.SECOND_FACTOR_REQUIRED);
        UnitOfWork unitOfWork = database.unitOfWork();
        IdGenerator ids = new SecureIdGenerator();
        Digester digester = new HmacDigester(secrets);
        SecretKeys secretKeys = new HmacSecretKeys(secrets);
        hasher = new Argon2PasswordHasher(secrets, policies.argon2());
        WakingTrigger trigger = new WakingTrigger();
        audit = new LoggedAuditTrail(clock);
        keyRing = new KeyRing(database.signingKeys(), unitOfWork, secrets, ids, policies.keyRing(), clock);
        keyRing.refresh();
        String tokenIssuer = settings.find(Catalog.TOKEN_ISSUER).orElse(publicUrl);
        String tokenAudience = settings.get(Catalog.TOKEN_AUDIENCE);
        JwtIssuer tokens =
                new JwtIssuer(keyRing, ids, tokenIssuer, tokenAudience, settings.get(Catalog.PROOF_LIFETIME));

        Throttles throttles = new Throttles(database.throttles(), digester, audit, clock);
        OtpCodes codes = new OtpCodes(secretKeys, otpPolicies);
        FixedCodes fixedCodes = new FixedCodes(testNumbers, policies.testNumbers(), clock);
        OutboxMessages messages =
                new OutboxMessages(database.outbox(), trigger, new ParkingPause(), unitOfWork, ids, audit, clock);
        ChallengeIssuer issuer = new ChallengeIssuer(
                database.challenges(), messages, codes, fixedCodes, otpPolicies, limits, ids, audit, clock);
        ChallengeHandles handles = new ChallengeHandles(database.challenges(), digester);
        CodeVerifier verifier =
                new CodeVerifier(database.challenges(), handles, database.users(), codes, fixedCodes, audit, clock);
        ContactAdoption adoption = new ContactAdoption(database.users(), messages, audit, clock);
        Tickets tickets = new Tickets(database.tickets(), digester, ids, clock);
        NewPasswords newPasswords = new NewPasswords(policies.passwords(), new CommonPasswordList());
        TokenMinter minter = new TokenMinter(tokens, secretKeys, sessionPolicy, clock);
        SessionOpener opener = new SessionOpener(database.sessions(), sessionPolicy, ids, audit, clock);

        requestOtp = new RequestOtpService(database.users(), throttles, issuer, unitOfWork);
        resendOtp = new ResendOtpService(database.challenges(), throttles, issuer, messages, unitOfWork, clock);
        verifyOtp = new VerifyOtpService(verifier, adoption, tokens, unitOfWork, clock);
        SendCodeService sending = new SendCodeService(
                database.users(),
                database.challenges(),
                handles,
                codes,
                throttles,
                issuer,
                messages,
                unitOfWork,
                clock);
        sendCode = sending;
        ContactBlocks blocks = new ContactBlocks(database.blocks(), digester, unitOfWork, clock);
        blocks.refresh();
        refreshBlocks = blocks;
        GuardedContacts guarded = new GuardedContacts(database.users(), blocks, fixedCodes, unitOfWork);
        ThrottleLimit guardedPerAddress = policies.guardedCodesPerAddress();
        sendGuardedCode =
                new SendGuardedCodeService(sending, guarded, blocks, guardedPerAddress, throttles, unitOfWork, clock);
        checkGuardedCode = new CheckGuardedCodeService(
                verifier, guarded, blocks, issuer, otpPolicies, guardedPerAddress, throttles, unitOfWork);
        checkCode = new CheckCodeService(
                verifier,
                adoption,
                tickets,
                new CredentialIssuer(database.apiCredentials(), digester, ids, audit, clock),
                unitOfWork);
        findOtp = new FindOtpService(database.challenges(), messages, unitOfWork);

        registerUser = new RegisterUserService(
                database.users(),
                hasher,
                newPasswords,
                limits,
                throttles,
                issuer,
                handles,
                unitOfWork,
                ids,
                audit,
                clock);
        checkAvailability = new CheckAvailabilityService(
                database.users(), throttles, limits, settings.get(Catalog.TELL_CONTACTS), unitOfWork);
        changeAccount = new ChangeAccountService(
                database.users(), limits, throttles, issuer, messages, sessionPolicy, unitOfWork, audit, clock);
        deleteAccount = new DeleteAccountService(database.users(), sessionPolicy, unitOfWork, audit, clock);
        changePassword = new ChangePasswordService(
                database.users(),
                database.sessions(),
                database.challenges(),
                hasher,
                newPasswords,
                limits,
                throttles,
                messages,
                sessionPolicy,
                unitOfWork,
                audit,
                clock);
        profileImage = new ProfileImageService(
                database.profileImages(),
                new ImageIoNormalizer(
                        settings.get(Catalog.IMAGE_MAX_BYTES),
                        settings.get(Catalog.IMAGE_MAX_PIXELS),
                        settings.get(Catalog.IMAGE_SIDE)),
                limits,
                throttles,
                unitOfWork,
                clock);
        apiCredential = new ApiCredentialService(
                database.apiCredentials(), database.sessions(), sessionPolicy, digester, ids, unitOfWork, audit, clock);
        forgotPassword = new ForgotPasswordService(database.users(), throttles, issuer, unitOfWork);
        resetPassword = new ResetPasswordService(
                verifier,
                database.challenges(),
                handles,
                tickets,
                codes,
                database.users(),
                database.sessions(),
                database.apiCredentials(),
                database.signInFailures(),
                database.retryLocks(),
                digester,
                hasher,
                newPasswords,
                messages,
                unitOfWork,
                audit,
                clock);

        signInWithPassword = new SignInWithPasswordService(
                database.signInFailures(),
                database.users(),
                hasher,
                policies.lockout(),
                limits,
                throttles,
                issuer,
                opener,
                minter,
                secondFactorRequired,
                digester,
                unitOfWork,
                audit,
                clock);
        SignInWithCodeService codeSignIn = new SignInWithCodeService(
                verifier, adoption, database.users(), opener, minter, secondFactorRequired, unitOfWork);
        signInWithCode = codeSignIn;
        signInByCode = codeSignIn;
        checkUniqueness = new CheckAvailabilityService(database.users(), throttles, limits, true, unitOfWork)::check;
        registerValidated = new RegisterValidatedService(
                database.users(), tickets, hasher, newPasswords, limits, throttles, unitOfWork, ids, audit, clock);
        changeValidatedAccount = new ChangeValidatedAccountService(
                database.users(),
                database.sessions(),
                database.challenges(),
                tickets,
                hasher,
                newPasswords,
                limits,
                throttles,
                messages,
                unitOfWork,
                audit,
                clock);
        signInHolder = new SignInHolderService(
                verifier, database.users(), opener, minter, secondFactorRequired, limits, throttles, unitOfWork);
        sendEntryCodes = new SendEntryCodesService(sendCode, database.users(), limits, throttles, unitOfWork);
        enterByCode = new EnterByCodeService(
                verifier,
                database.users(),
                opener,
                minter,
                secondFactorRequired,
                limits,
                throttles,
                unitOfWork,
                ids,
                audit,
                clock);
        keepRefreshToken = new KeepRefreshTokenService(
                database.sessions(), secretKeys, minter, sessionPolicy, unitOfWork, audit, clock);
        refreshSession = new RefreshSessionService(
                database.sessions(), secretKeys, minter, sessionPolicy, unitOfWork, audit, clock);
        authenticate = new AuthenticateService(
                new JwtVerifier(keyRing, tokenIssuer, tokenAudience),
                database.sessions(),
                database.apiCredentials(),
                digester,
                unitOfWork,
                clock);
        manageSessions = new ManageSessionsService(database.sessions(), unitOfWork, audit, clock);

        openAccount = new OpenAccountService(
                database.users(),
                database.retryLocks(),
                hasher,
                newPasswords,
                limits,
                throttles,
                digester,
                unitOfWork,
                ids,
                audit,
                clock);
        recoverByCode = new RecoverByCodeService(
                verifier,
                database.challenges(),
                handles,
                resetPassword,
                newPasswords,
                policies.dhiwiseGuesses(),
                throttles,
                unitOfWork);
        signInUnderRetryLock = new SignInUnderRetryLockService(
                database.signInFailures(),
                database.retryLocks(),
                database.users(),
                hasher,
                policies.dhiwiseSignIn(),
                limits,
                throttles,
                sendCode,
                verifier,
                adoption,
                opener,
                minter,
                secondFactorRequired,
                digester,
                unitOfWork,
                audit,
                clock);

        Receipts receipts = new Receipts(database.attempts(), database.outbox(), unitOfWork, trigger, clock);
        recordReceipt = new RecordReceiptService(
                receipts, new SharedSecretReceipts(delivery.isProvider(), settings.find(Catalog.SMS_RECEIPT_SECRET)));
        TakeReceiptsService taking = new TakeReceiptsService(receipts, delivery.receipts());
        takeReceipts = taking;
        retryReceipts = taking;
        reportDelivery = receipts;

        int mostCalls = settings.get(Catalog.DELIVERY_WORKERS);
        PooledDeliveryWorkers workers = new PooledDeliveryWorkers(mostCalls);
        // A provider that hangs must leave threads for others.
        int mostCallsToOne = Math.max(1, mostCalls * 3 / 4);
        HealthBoard health =
                new HealthBoard(policies.health(), mostCallsToOne, database.attempts(), unitOfWork, audit, clock);
        refreshHealth = health;
        readFunnel = new ReadFunnelService(database.attempts(), health, unitOfWork, clock);
        dispatcher = new DispatcherThread(
                new DispatchOutboxService(
                        database.outbox(),
                        database.attempts(),
                        database.challenges(),
                        delivery.routes(),
                        delivery.countries(),
                        delivery.gateway(),
                        health,
                        workers,
                        codes,
                        policies.delivery(),
                        unitOfWork,
                        ids,
                        trigger,
                        audit,
                        clock),
                trigger,
                workers);
        purge = new PurgeService(
                database.challenges(),
                database.outbox(),
                database.attempts(),
                database.sessions(),
                database.users(),
                database.signInFailures(),
                database.retryLocks(),
                database.tickets(),
                database.throttles(),
                database.blocks(),
                policies.retention(),
                unitOfWork,
                clock);
    }

    /** Starts the threads that send, rotate keys and purge. */
    void start() {
        dispatcher.start();
        maintenance = Optional.of(new MaintenanceTimer(keyRing, purge, refreshBlocks, retryReceipts, refreshHealth));
    }

    @Override
    public void close() {
        maintenance.ifPresent(MaintenanceTimer::close);
        dispatcher.close();
        hasher.close();
    }
}
