package io.latchkey.application.testkit;

import io.latchkey.application.account.GuessLimits;
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
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.DeliveryWorkers;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.service.DispatchOutboxService;
import io.latchkey.application.delivery.service.HealthBoard;
import io.latchkey.application.delivery.service.OutboxMessages;
import io.latchkey.application.delivery.service.Receipts;
import io.latchkey.application.delivery.service.TakeReceiptsService;
import io.latchkey.application.entry.service.EnterByCodeService;
import io.latchkey.application.entry.service.SendEntryCodesService;
import io.latchkey.application.guard.service.CheckGuardedCodeService;
import io.latchkey.application.guard.service.ContactBlocks;
import io.latchkey.application.guard.service.GuardedContacts;
import io.latchkey.application.guard.service.SendGuardedCodeService;
import io.latchkey.application.maintenance.service.PurgeService;
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
import io.latchkey.application.retrylock.service.SignInUnderRetryLockService;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.service.AuthenticateService;
import io.latchkey.application.session.service.KeepRefreshTokenService;
import io.latchkey.application.session.service.ManageSessionsService;
import io.latchkey.application.session.service.RefreshSessionService;
import io.latchkey.application.session.service.SessionOpener;
import io.latchkey.application.session.service.SignInHolderService;
import io.latchkey.application.session.service.SignInWithCodeService;
import io.latchkey.application.session.service.SignInWithPasswordService;
import io.latchkey.application.session.service.TokenMinter;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.service.ContactAdoption;
import io.latchkey.application.user.service.CredentialIssuer;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.PasswordPolicy;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The whole application over one {@link InMemoryStore}: every use case wired as in production, every port a fake. */
public final class TestApplication {
    public final InMemoryStore store = new InMemoryStore();
    public final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
    public final MutableClock clock = new MutableClock();
    public final CountingIdGenerator ids = new CountingIdGenerator();
    public final TestSecretKeys secrets = new TestSecretKeys();
    public final TestDigester digester = new TestDigester();
    public final RecordingAuditTrail audit = new RecordingAuditTrail();
    public final CountingDispatchTrigger trigger = new CountingDispatchTrigger(store);
    public final RecordingGateway gateway = new RecordingGateway(store);
    public final FastPasswordHasher hasher = new FastPasswordHasher(store);
    public final InMemoryUserRepository userRepository = new InMemoryUserRepository(store);
    public final InMemoryOtpChallengeRepository challengeRepository = new InMemoryOtpChallengeRepository(store);
    public final InMemoryOutboxRepository outboxRepository = new InMemoryOutboxRepository(store);
    public final InMemoryDeliveryAttemptRepository attemptRepository = new InMemoryDeliveryAttemptRepository(store);
    public final InMemorySessionRepository sessionRepository = new InMemorySessionRepository(store);
    public final InMemoryApiCredentialRepository credentialRepository = new InMemoryApiCredentialRepository(store);
    public final InMemorySignInFailureRepository failureRepository = new InMemorySignInFailureRepository(store);
    public final InMemoryRetryLockRepository retryLockRepository = new InMemoryRetryLockRepository(store);
    public final InMemoryThrottleRepository throttleRepository = new InMemoryThrottleRepository(store);
    public final InMemoryProfileImageRepository imageRepository = new InMemoryProfileImageRepository(store);
    public final InMemorySigningKeyRepository signingKeyRepository = new InMemorySigningKeyRepository(store);
    public final ContactParser contacts = new NumberingPlanContactParser(new PlainPhoneNumberParser());

    public final InMemoryTicketRepository ticketRepository = new InMemoryTicketRepository(store);
    public final InMemoryContactBlockRepository blockRepository = new InMemoryContactBlockRepository(store);
    public final ClockPause pause = new ClockPause(clock);

    public final OtpCodes codes;
    public final Tickets tickets = new Tickets(ticketRepository, digester, ids, clock);
    public final ContactBlocks blocks = new ContactBlocks(blockRepository, digester, unitOfWork, clock);
    public final SendCodeService sendCode;
    public final SendGuardedCodeService sendGuardedCode;
    public final CheckGuardedCodeService checkGuardedCode;
    public final CheckCodeService checkCode;
    public final KeepRefreshTokenService keepRefreshToken;
    public final RequestOtpService requestOtp;
    public final ResendOtpService resendOtp;
    public final VerifyOtpService verifyOtp;
    public final FindOtpService findOtp;
    public final SignInWithPasswordService signInWithPassword;
    public final SignInWithCodeService signInWithCode;
    public final RefreshSessionService refreshSession;
    public final AuthenticateService authenticate;
    public final ManageSessionsService manageSessions;
    public final RegisterUserService registerUser;
    public final ChangeAccountService changeAccount;
    public final ChangePasswordService changePassword;
    public final ForgotPasswordService forgotPassword;
    public final OpenAccountService openAccount;
    public final RecoverByCodeService recoverByCode;
    public final SignInUnderRetryLockService signInUnderRetryLock;
    public final ResetPasswordService resetPassword;
    public final CheckAvailabilityService checkAvailability;
    public final RegisterValidatedService registerValidated;
    public final ChangeValidatedAccountService changeValidatedAccount;
    public final SignInHolderService signInHolder;
    public final SendEntryCodesService sendEntryCodes;
    public final EnterByCodeService enterByCode;
    public final ApiCredentialService apiCredentials;
    public final DeleteAccountService deleteAccount;
    public final ProfileImageService profileImages;
    public final HealthBoard health;
    public final DispatchOutboxService dispatchOutbox;
    public final Receipts receipts;
    public final PurgeService purge;

    private TestApplication(Settings settings) {
        SessionPolicy sessions = Fixtures.sessionPolicy();
        ThrottlePolicy limits = settings.throttles;
        Throttles throttles = new Throttles(throttleRepository, digester, audit, clock);
        codes = new OtpCodes(secrets, settings.otp);
        FixedCodes fixedCodes = new FixedCodes(settings.testNumbers, settings.perTestNumber, clock);
        OutboxMessages messages = new OutboxMessages(outboxRepository, trigger, pause, unitOfWork, ids, audit, clock);
        ChallengeIssuer issuer = new ChallengeIssuer(
                challengeRepository, messages, codes, fixedCodes, settings.otp, limits, ids, audit, clock);
        ChallengeHandles handles = new ChallengeHandles(challengeRepository, digester);
        CodeVerifier verifier =
                new CodeVerifier(challengeRepository, handles, userRepository, codes, fixedCodes, audit, clock);
        ContactAdoption adoption = new ContactAdoption(userRepository, messages, audit, clock);
        NewPasswords newPasswords = new NewPasswords(new PasswordPolicy(8), new FixedCommonPasswords());
        SessionOpener opener = new SessionOpener(sessionRepository, sessions, ids, audit, clock);
        PlainAccessTokenIssuer tokens = new PlainAccessTokenIssuer(store);
        TokenMinter minter = new TokenMinter(tokens, secrets, sessions, clock);

        requestOtp = new RequestOtpService(userRepository, throttles, issuer, unitOfWork);
        resendOtp = new ResendOtpService(challengeRepository, throttles, issuer, messages, unitOfWork, clock);
        verifyOtp = new VerifyOtpService(verifier, adoption, new PlainProofIssuer(), unitOfWork, clock);
        sendCode = new SendCodeService(
                userRepository, challengeRepository, handles, codes, throttles, issuer, messages, unitOfWork, clock);
        GuardedContacts guarded = new GuardedContacts(userRepository, blocks, fixedCodes, unitOfWork);
        sendGuardedCode = new SendGuardedCodeService(
                sendCode, guarded, blocks, settings.guardedPerAddress, throttles, unitOfWork, clock);
        checkGuardedCode = new CheckGuardedCodeService(
                verifier, guarded, blocks, issuer, settings.otp, settings.guardedPerAddress, throttles, unitOfWork);
        checkCode = new CheckCodeService(
                verifier,
                adoption,
                tickets,
                new CredentialIssuer(credentialRepository, digester, ids, audit, clock),
                unitOfWork);
        keepRefreshToken =
                new KeepRefreshTokenService(sessionRepository, secrets, minter, sessions, unitOfWork, audit, clock);
        findOtp = new FindOtpService(challengeRepository, messages, unitOfWork);
        signInWithPassword = new SignInWithPasswordService(
                failureRepository,
                userRepository,
                hasher,
                settings.lockout,
                limits,
                throttles,
                issuer,
                opener,
                minter,
                settings.secondFactorRequired,
                digester,
                unitOfWork,
                audit,
                clock);
        signInWithCode = new SignInWithCodeService(
                verifier, adoption, userRepository, opener, minter, settings.secondFactorRequired, unitOfWork);
        refreshSession =
                new RefreshSessionService(sessionRepository, secrets, minter, sessions, unitOfWork, audit, clock);
        authenticate =
                new AuthenticateService(tokens, sessionRepository, credentialRepository, digester, unitOfWork, clock);
        manageSessions = new ManageSessionsService(sessionRepository, unitOfWork, audit, clock);
        registerUser = new RegisterUserService(
                userRepository,
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
        changeAccount = new ChangeAccountService(
                userRepository, limits, throttles, issuer, messages, sessions, unitOfWork, audit, clock);
        changePassword = new ChangePasswordService(
                userRepository,
                sessionRepository,
                challengeRepository,
                hasher,
                newPasswords,
                limits,
                throttles,
                messages,
                sessions,
                unitOfWork,
                audit,
                clock);
        forgotPassword = new ForgotPasswordService(userRepository, throttles, issuer, unitOfWork);
        resetPassword = new ResetPasswordService(
                verifier,
                challengeRepository,
                handles,
                tickets,
                codes,
                userRepository,
                sessionRepository,
                credentialRepository,
                failureRepository,
                retryLockRepository,
                digester,
                hasher,
                newPasswords,
                messages,
                unitOfWork,
                audit,
                clock);
        openAccount = new OpenAccountService(
                userRepository,
                retryLockRepository,
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
                challengeRepository,
                handles,
                resetPassword,
                newPasswords,
                settings.guesses,
                throttles,
                unitOfWork);
        signInUnderRetryLock = new SignInUnderRetryLockService(
                failureRepository,
                retryLockRepository,
                userRepository,
                hasher,
                Fixtures.retryLockSignIn(settings.codeNeeded),
                limits,
                throttles,
                sendCode,
                verifier,
                adoption,
                opener,
                minter,
                settings.secondFactorRequired,
                digester,
                unitOfWork,
                audit,
                clock);
        checkAvailability =
                new CheckAvailabilityService(userRepository, throttles, limits, settings.tellsContacts, unitOfWork);
        registerValidated = new RegisterValidatedService(
                userRepository, tickets, hasher, newPasswords, limits, throttles, unitOfWork, ids, audit, clock);
        changeValidatedAccount = new ChangeValidatedAccountService(
                userRepository,
                sessionRepository,
                challengeRepository,
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
                verifier, userRepository, opener, minter, settings.secondFactorRequired, limits, throttles, unitOfWork);
        sendEntryCodes = new SendEntryCodesService(sendCode, userRepository, limits, throttles, unitOfWork);
        enterByCode = new EnterByCodeService(
                verifier,
                userRepository,
                opener,
                minter,
                settings.secondFactorRequired,
                limits,
                throttles,
                unitOfWork,
                ids,
                audit,
                clock);
        apiCredentials = new ApiCredentialService(
                credentialRepository, sessionRepository, sessions, digester, ids, unitOfWork, audit, clock);
        deleteAccount = new DeleteAccountService(userRepository, sessions, unitOfWork, audit, clock);
        profileImages = new ProfileImageService(
                imageRepository, new MarkerImageNormalizer(), limits, throttles, unitOfWork, clock);
        health = new HealthBoard(Fixtures.healthPolicy(), 12, attemptRepository, unitOfWork, audit, clock);
        dispatchOutbox = new DispatchOutboxService(
                outboxRepository,
                attemptRepository,
                challengeRepository,
                () -> settings.routes,
                TestApplication::countryOf,
                gateway,
                health,
                settings.workers,
                codes,
                settings.retry,
                unitOfWork,
                ids,
                trigger,
                audit,
                clock);
        receipts = new Receipts(attemptRepository, outboxRepository, unitOfWork, trigger, clock);
        purge = new PurgeService(
                challengeRepository,
                outboxRepository,
                attemptRepository,
                sessionRepository,
                userRepository,
                failureRepository,
                retryLockRepository,
                ticketRepository,
                throttleRepository,
                blockRepository,
                Fixtures.retentionPolicy(),
                unitOfWork,
                clock);
    }

    /** German and French numbers are known. */
    private static String countryOf(PhoneNumber number) {
        return number.value().startsWith("+49") ? "DE" : number.value().startsWith("+33") ? "FR" : "";
    }

    /** Starts the settings of an application: codes by {@link Fixtures#otpPolicy}, no throttles, workers inline. */
    public static Settings settings() {
        return new Settings();
    }

    /** An application as {@link #settings} begins. */
    public static TestApplication start() {
        return settings().start();
    }

    /** What a test may want otherwise. */
    public static final class Settings {
        private OtpPolicies otp = Fixtures.otpPolicies(Fixtures.otpPolicy(ResendPolicy.REUSE));
        private ThrottlePolicy throttles = Fixtures.noThrottles();
        private ThrottleLimit guardedPerAddress = Fixtures.limit("guarded-per-address", 0);
        private LockoutPolicy lockout = Fixtures.lockoutPolicy();
        private DeliveryWorkers workers = new InlineDeliveryWorkers();
        private RoutingTable routes = Fixtures.routes("recording");
        private RetryPolicy retry = Fixtures.retryPolicy();
        private FixedCodeNumbers testNumbers = FixedCodeNumbers.none();
        private ThrottleLimit perTestNumber = Fixtures.limit("test-number", 0);
        private boolean secondFactorRequired;
        private boolean tellsContacts;
        private boolean codeNeeded;
        private GuessLimits guesses =
                new GuessLimits(Fixtures.limit("guess-per-address", 0), Fixtures.limit("guess-per-face", 0));

        private Settings() {}

        public Settings otp(OtpPolicies policies) {
            otp = policies;
            return this;
        }

        public Settings throttles(ThrottlePolicy policy) {
            throttles = policy;
            return this;
        }

        /** Contacts with fixed codes, and how many codes one of them may have in an hour. */
        public Settings testNumbers(FixedCodeNumbers numbers, int quota) {
            testNumbers = numbers;
            perTestNumber = Fixtures.limit("test-number", quota);
            return this;
        }

        /** How many calls about guarded codes one address may make in an hour. */
        public Settings guardedPerAddress(int quota) {
            guardedPerAddress = Fixtures.limit("guarded-per-address", quota);
            return this;
        }

        public Settings lockout(LockoutPolicy policy) {
            lockout = policy;
            return this;
        }

        public Settings workers(DeliveryWorkers deliveryWorkers) {
            workers = deliveryWorkers;
            return this;
        }

        /** What goes which way; all by one provider unless told otherwise. */
        public Settings routes(RoutingTable table) {
            routes = table;
            return this;
        }

        public Settings retry(RetryPolicy policy) {
            retry = policy;
            return this;
        }

        /** Every sign-in by password is followed by a code. */
        public Settings secondFactorRequired() {
            secondFactorRequired = true;
            return this;
        }

        /** Whether a contact is taken is answered. */
        public Settings tellsContacts() {
            tellsContacts = true;
            return this;
        }

        /** Under a retry lock, no password signs in without a code. */
        public Settings codeNeeded() {
            codeNeeded = true;
            return this;
        }

        public Settings guesses(GuessLimits limits) {
            guesses = limits;
            return this;
        }

        public TestApplication start() {
            return new TestApplication(this);
        }
    }

    /** Stores an account as it is. */
    public User given(User user) {
        return unitOfWork.execute(() -> {
            userRepository.insert(user);
            return user;
        });
    }

    /** Stores a session of an account that is stored already. */
    public Caller givenSession(User user) {
        Session session = Session.open(
                new SessionId(ids.next()),
                user.id(),
                List.of("pwd"),
                "JUnit",
                "192.0.2.10",
                Fixtures.sessionPolicy(),
                clock.instant());
        unitOfWork.execute(() -> {
            sessionRepository.insert(session);
            return session;
        });
        return new Caller(user(user.id()), Optional.of(session));
    }

    /** A provider tells what became of a message. */
    public void receive(String provider, String reference, DeliveryState state) {
        ReceiptReader reader = call ->
                Optional.of(new ReceiptReader.Reading.Receipts(List.of(new ReceiptReader.Report(reference, state))));
        new TakeReceiptsService(receipts, reader).take(new ReceiptCall(provider, Map.of(), "", new byte[0]));
    }

    /** An account as it is stored now. */
    public User user(UserId id) {
        return unitOfWork.read(() -> userRepository.find(id)).orElseThrow();
    }

    /** The account a login finds now. */
    public Optional<User> userBy(LoginName login) {
        return unitOfWork.read(() -> userRepository.findByLogin(login));
    }

    /** A challenge as it is stored now. */
    public OtpChallenge challenge(OtpChallengeId id) {
        return unitOfWork.read(() -> challengeRepository.find(id)).orElseThrow();
    }

    /** Every challenge, oldest first. */
    public List<OtpChallenge> challenges() {
        return unitOfWork.read(challengeRepository::all);
    }

    /** Every message promised, oldest first. */
    public List<OutboxMessage> outbox() {
        return unitOfWork.read(outboxRepository::all);
    }

    /** Promises a notice to {@link Fixtures#PHONE}, of use for five minutes. */
    public void promise(OutboxMessageId id) {
        unitOfWork.execute(() -> {
            outboxRepository.insert(OutboxMessage.queue(
                    id,
                    MessageKind.PASSWORD_CHANGED,
                    null,
                    Fixtures.PHONE,
                    Locale.ENGLISH,
                    false,
                    clock.instant(),
                    clock.instant().plusSeconds(300)));
            return id;
        });
    }

    /** Sends what is due and records what became of it. */
    public void deliver() {
        while (dispatchOutbox.dispatch() > 0) {
            // The next call records what this one sent.
        }
    }
}
