package io.latchkey.application.testkit;

import io.latchkey.application.Platform;
import io.latchkey.application.Policies;
import io.latchkey.application.Stores;
import io.latchkey.application.UseCases;
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
import io.latchkey.application.admin.ServiceSettings;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.admin.port.AuditSeals;
import io.latchkey.application.admin.port.AuditWitness;
import io.latchkey.application.admin.port.SettingsInForce;
import io.latchkey.application.admin.port.SigningKeys;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.application.delivery.OutboxDispatch;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.DeliveryWorkers;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.delivery.port.ReceiptNonceRepository;
import io.latchkey.application.delivery.port.SuppressionRepository;
import io.latchkey.application.delivery.service.DeliveryUseCases;
import io.latchkey.application.delivery.service.Suppressions;
import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.application.guard.service.ContactBlocks;
import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.maintenance.port.LeaseRepository;
import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.FindCodeUseCase;
import io.latchkey.application.otp.ResendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.port.ProofIssuer;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.IntrospectTokenUseCase;
import io.latchkey.application.session.ListSessionsUseCase;
import io.latchkey.application.session.RecognizeDeviceUseCase;
import io.latchkey.application.session.RefreshSessionUseCase;
import io.latchkey.application.session.SecondFactorMethod;
import io.latchkey.application.session.SecondFactorPrompt;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.port.AccessTokenIssuer;
import io.latchkey.application.session.port.AccessTokenVerifier;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.session.port.SigningKeyRepository;
import io.latchkey.application.shared.Chore;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.DeviceTokens;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.SealedKeyRepository;
import io.latchkey.application.shared.port.SecretKeys;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.ticket.port.TicketRepository;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.CommonPasswords;
import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.admin.AdminPolicy;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ProbePolicy;
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
import io.latchkey.domain.user.CredentialPolicy;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.PasswordPolicies;
import io.latchkey.domain.user.PasswordPolicy;
import io.latchkey.domain.user.PasswordRules;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The whole application over one {@link InMemoryStore}. Use cases are wired as in production, and every port is a fake.
 */
public final class TestApplication {
    public final InMemoryStore store = new InMemoryStore();
    public final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
    public final MutableClock clock = new MutableClock();
    public final CountingIdGenerator ids = new CountingIdGenerator();
    public final TestSecretKeys secrets = new TestSecretKeys();
    public final TestDigester digester = new TestDigester();
    public final PlainDeviceTokens deviceTokens = new PlainDeviceTokens(clock);
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
    public final InMemorySuppressionRepository suppressionRepository = new InMemorySuppressionRepository(store);
    public final InMemoryReceiptNonceRepository receiptNonceRepository = new InMemoryReceiptNonceRepository(store);
    public final InMemoryLeaseRepository leaseRepository = new InMemoryLeaseRepository(store);
    public final InMemoryAdminStores adminStores = new InMemoryAdminStores(store);
    public final ListedSigningKeys signingKeys = new ListedSigningKeys();
    public final ClockPause pause = new ClockPause(clock);

    /** The application itself. What stands beside it here is the same, and checks that each refusal is explained. */
    public final UseCases useCases;

    public final OtpCodes codes;
    public final Tickets tickets = new Tickets(ticketRepository, digester, ids, clock);
    public final ContactBlocks blocks;
    public final Suppressions suppressions;
    public final SendCodeUseCase sendCode;
    public final CheckCodeUseCase checkCode;
    public final ResendCodeUseCase resendCode;
    public final FindCodeUseCase findCode;
    public final SignInUseCase signIn;
    public final RecognizeDeviceUseCase recognizeDevice;
    public final RefreshSessionUseCase refreshSession;
    public final AuthenticateUseCase authenticate;
    public final IntrospectTokenUseCase introspectToken;
    public final SignOutUseCase signOut;
    public final ListSessionsUseCase listSessions;
    public final RegisterUseCase register;
    public final ChangeAccountUseCase changeAccount;
    public final ChangePasswordUseCase changePassword;
    public final ForgotPasswordUseCase forgotPassword;
    public final ResetPasswordUseCase resetPassword;
    public final CheckAvailabilityUseCase checkAvailability;
    public final EnterByCodeUseCase enterByCode;
    public final ApiCredentialUseCase apiCredentials;
    public final DeleteAccountUseCase deleteAccount;
    public final VerifyEmailUseCase verifyEmail;
    public final ProfileImageUseCase profileImages;
    public final OutboxDispatch dispatchOutbox;
    public final TakeReceiptsUseCase takeReceipts;
    /** How long messages waited for their first hand-over, in the order of these. */
    public final List<Duration> handoverWaits = new CopyOnWriteArrayList<>();

    /** What became of receipts, in the order they came. */
    public final List<ReceiptFate> receiptFates = new CopyOnWriteArrayList<>();

    public final ReadFunnelUseCase readFunnel;
    public final AdminUseCases admin;
    public final Chore purge;
    public final Chore endCodes;
    /** What every node does twice a second. */
    public final Chore refreshListings;

    private final Settings settings;

    private TestApplication(Settings settings) {
        this.settings = settings;
        useCases = node(settings.workers);
        blocks = useCases.guard.blocks;
        suppressions = useCases.delivery.suppressions;
        codes = useCases.otp.codes;
        resendCode = explained(ResendCodeUseCase.class, useCases.otp.resendCode);
        sendCode = explained(SendCodeUseCase.class, useCases.otp.sendCode);
        checkCode = explained(CheckCodeUseCase.class, useCases.otp.checkCode);
        findCode = explained(FindCodeUseCase.class, useCases.otp.findCode);
        signIn = explained(SignInUseCase.class, useCases.session.signIn);
        recognizeDevice = explained(RecognizeDeviceUseCase.class, useCases.session.recognizeDevice);
        refreshSession = explained(RefreshSessionUseCase.class, useCases.session.refreshSession);
        authenticate = explained(AuthenticateUseCase.class, useCases.session.authenticate);
        introspectToken = explained(IntrospectTokenUseCase.class, useCases.session.introspectToken);
        signOut = explained(SignOutUseCase.class, useCases.session.signOut);
        listSessions = explained(ListSessionsUseCase.class, useCases.session.listSessions);
        register = explained(RegisterUseCase.class, useCases.account.register);
        changeAccount = explained(ChangeAccountUseCase.class, useCases.account.changeAccount);
        changePassword = explained(ChangePasswordUseCase.class, useCases.account.changePassword);
        forgotPassword = explained(ForgotPasswordUseCase.class, useCases.account.forgotPassword);
        resetPassword = explained(ResetPasswordUseCase.class, useCases.account.resetPassword);
        checkAvailability = explained(CheckAvailabilityUseCase.class, useCases.account.checkAvailability);
        apiCredentials = explained(ApiCredentialUseCase.class, useCases.account.apiCredentials);
        deleteAccount = explained(DeleteAccountUseCase.class, useCases.account.deleteAccount);
        verifyEmail = explained(VerifyEmailUseCase.class, useCases.account.verifyEmail);
        profileImages = explained(ProfileImageUseCase.class, useCases.account.profileImages);
        enterByCode = explained(EnterByCodeUseCase.class, useCases.entry.enterByCode);
        purge = useCases.purge;
        endCodes = useCases.endCodes;
        dispatchOutbox = useCases.delivery.dispatchOutbox;
        takeReceipts = explained(TakeReceiptsUseCase.class, useCases.delivery.takeReceipts);
        readFunnel = explained(ReadFunnelUseCase.class, useCases.delivery.readFunnel);
        refreshListings = useCases.listings.refresh;
        admin = useCases.admin;
    }

    private <T> T explained(Class<T> port, T useCase) {
        return ExplainedUseCase.of(port, useCase, useCases.decisions);
    }

    private UseCases node(DeliveryWorkers workers) {
        DeliveryUseCases.Ports sending = new DeliveryUseCases.Ports(
                gateway.plans(() -> settings.routes),
                TestApplication::countryOf,
                workers,
                trigger,
                pause,
                secret -> secret.equals("receipt secret"),
                handoverWaits::add,
                (provider, fate) -> receiptFates.add(fate));
        return new UseCases(new Fakes(), new TestPlatform(settings.secondFactors), sending, settings);
    }

    /** The dispatcher of another node on the same stores, whose workers run inline. */
    public OutboxDispatch anotherDispatcher() {
        return node(new InlineDeliveryWorkers()).delivery.dispatchOutbox;
    }

    /** The repositories of this application. */
    private final class Fakes implements Stores {
        @Override
        public UnitOfWork unitOfWork() {
            return unitOfWork;
        }

        @Override
        public UserRepository users() {
            return userRepository;
        }

        @Override
        public ApiCredentialRepository apiCredentials() {
            return credentialRepository;
        }

        @Override
        public ProfileImageRepository profileImages() {
            return imageRepository;
        }

        @Override
        public SignInFailureRepository signInFailures() {
            return failureRepository;
        }

        @Override
        public RetryLockRepository retryLocks() {
            return retryLockRepository;
        }

        @Override
        public OtpChallengeRepository challenges() {
            return challengeRepository;
        }

        @Override
        public SessionRepository sessions() {
            return sessionRepository;
        }

        @Override
        public SealedKeyRepository sealedKeys() {
            return new InMemorySealedKeyRepository(store);
        }

        @Override
        public SigningKeyRepository signingKeys() {
            return signingKeyRepository;
        }

        @Override
        public TicketRepository tickets() {
            return ticketRepository;
        }

        @Override
        public ThrottleRepository throttles() {
            return throttleRepository;
        }

        @Override
        public SuppressionRepository suppressions() {
            return suppressionRepository;
        }

        @Override
        public ReceiptNonceRepository receiptNonces() {
            return receiptNonceRepository;
        }

        @Override
        public ContactBlockRepository blocks() {
            return blockRepository;
        }

        @Override
        public OutboxRepository outbox() {
            return outboxRepository;
        }

        @Override
        public LeaseRepository leases() {
            return leaseRepository;
        }

        @Override
        public DeliveryAttemptRepository attempts() {
            return attemptRepository;
        }

        @Override
        public AdminStores administration() {
            return adminStores;
        }
    }

    /** The platform of this application. */
    /** The checkpoints of the audit store that were told outside it. */
    public final List<AuditCheckpoint> witnessed = new ArrayList<>();

    private final class TestPlatform implements Platform {
        private final PlainAccessTokenIssuer tokens = new PlainAccessTokenIssuer(store);
        private final List<SecondFactorMethod> secondFactors;

        private TestPlatform(List<SecondFactorMethod> secondFactors) {
            this.secondFactors = secondFactors;
        }

        @Override
        public List<SecondFactorMethod> secondFactors() {
            return secondFactors;
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public IdGenerator ids() {
            return ids;
        }

        @Override
        public Digester digester() {
            return digester;
        }

        @Override
        public SecretKeys secrets() {
            return secrets;
        }

        @Override
        public PasswordHasher hasher() {
            return hasher;
        }

        @Override
        public CommonPasswords commonPasswords() {
            return new FixedCommonPasswords();
        }

        @Override
        public AccessTokenIssuer accessTokens() {
            return tokens;
        }

        @Override
        public AccessTokenVerifier accessTokenVerifier() {
            return tokens;
        }

        @Override
        public ProofIssuer proofs() {
            return new PlainProofIssuer();
        }

        @Override
        public DeviceTokens deviceTokens() {
            return deviceTokens;
        }

        @Override
        public ImageNormalizer images() {
            return new MarkerImageNormalizer();
        }

        @Override
        public AuditTrail audit() {
            return audit;
        }

        @Override
        public SigningKeys signingKeys() {
            return signingKeys;
        }

        @Override
        public SettingsInForce settings() {
            return () ->
                    new ServiceSettings(List.of(new ServiceSettings.Entry("latchkey.mode", "dev", false)), List.of());
        }

        @Override
        public AddressReader addresses() {
            return new PlainAddressReader();
        }

        @Override
        public AuditSeals auditSeals() {
            return new PlainAuditSeals();
        }

        @Override
        public AuditWitness auditWitness() {
            return checkpoint -> witnessed.add(checkpoint);
        }
    }

    /** Country of a number. Only German and French numbers are known. */
    private static String countryOf(PhoneNumber number) {
        return number.value().startsWith("+49") ? "DE" : number.value().startsWith("+33") ? "FR" : "";
    }

    /** Default settings: codes by {@link Fixtures#otpPolicy}, no throttles, workers that run inline. */
    public static Settings settings() {
        return new Settings();
    }

    /** Starts an application with the default settings. */
    public static TestApplication start() {
        return settings().start();
    }

    /** Settings that a test may change. */
    public static final class Settings implements Policies {
        private OtpPolicies otp = Fixtures.otpPolicies(Fixtures.otpPolicy(ResendPolicy.REUSE));
        private ThrottlePolicy throttles = Fixtures.noThrottles();
        private ThrottleLimit guardedPerAddress = Fixtures.limit("guarded-per-address", 0);
        private LockoutPolicy lockout = Fixtures.lockoutPolicy();
        private LockoutPolicy strangers = Fixtures.patience();
        private DeliveryWorkers workers = new InlineDeliveryWorkers();
        private RoutingTable routes = Fixtures.routes("recording");
        private RetryPolicy retry = Fixtures.retryPolicy();
        private FixedCodeNumbers testNumbers = FixedCodeNumbers.none();
        private ThrottleLimit perTestNumber = Fixtures.limit("test-number", 0);
        private List<SecondFactorMethod> secondFactors = List.of();
        private AdminPolicy administration = new AdminPolicy(
                Duration.ofMinutes(10), false, Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(400));
        private boolean secondFactorRequired;
        private boolean emailIsFactor;
        private boolean soleContactResets;
        private boolean handsConcealedCodesOver;
        private PasswordPolicies passwords = new PasswordPolicies(new PasswordPolicy(8, List.of("latchkey")));
        private CredentialPolicy credentials = new CredentialPolicy(Duration.ofDays(90), false);
        private boolean tellsContacts;
        private boolean changeEndsCredentials = true;
        private boolean codeNeeded;
        private NoticePolicy notices = Fixtures.noticePolicy(NoticePolicy.Sms.ESSENTIAL);
        private List<SendingRule> sendingRules = List.of();
        private GuessLimits guesses =
                new GuessLimits(Fixtures.limit("guess-per-address", 0), Fixtures.limit("guess-per-face", 0));

        private Settings() {}

        @Override
        public OtpPolicies otp() {
            return otp;
        }

        @Override
        public SessionPolicy sessions() {
            return Fixtures.sessionPolicy();
        }

        @Override
        public ThrottlePolicy throttles() {
            return throttles;
        }

        @Override
        public LockoutPolicy lockout() {
            return lockout;
        }

        @Override
        public LockoutPolicy strangers() {
            return strangers;
        }

        @Override
        public PasswordPolicies passwords() {
            return passwords;
        }

        @Override
        public RetentionPolicy retention() {
            return Fixtures.retentionPolicy();
        }

        @Override
        public FixedCodeNumbers testNumbers() {
            return testNumbers;
        }

        @Override
        public ThrottleLimit perTestNumber() {
            return perTestNumber;
        }

        @Override
        public ThrottleLimit guardedCodesPerAddress() {
            return guardedPerAddress;
        }

        @Override
        public RetryLockSignInPolicy retryLockSignIn() {
            return Fixtures.retryLockSignIn(codeNeeded);
        }

        @Override
        public GuessLimits guesses() {
            return guesses;
        }

        @Override
        public RetryPolicy retry() {
            return retry;
        }

        @Override
        public AdminPolicy administration() {
            return administration;
        }

        /** Lets administrators in only who signed in by a password and a code. */
        public Settings administratorsByTwoSteps() {
            administration = new AdminPolicy(
                    administration.recentSignIn(),
                    true,
                    administration.deletionGrace(),
                    administration.bootstrapLifetime(),
                    administration.auditRetention());
            return this;
        }

        @Override
        public ProbePolicy probes() {
            return new ProbePolicy(Duration.ofHours(24));
        }

        @Override
        public HealthPolicy health() {
            return Fixtures.healthPolicy();
        }

        @Override
        public int mostCallsToOneProvider() {
            return 12;
        }

        @Override
        public boolean handsConcealedCodesOver() {
            return handsConcealedCodesOver;
        }

        @Override
        public boolean secondFactorRequired() {
            return secondFactorRequired;
        }

        @Override
        public boolean emailIsFactor() {
            return emailIsFactor;
        }

        @Override
        public boolean soleContactResets() {
            return soleContactResets;
        }

        @Override
        public CredentialPolicy credentials() {
            return credentials;
        }

        @Override
        public boolean tellsContacts() {
            return tellsContacts;
        }

        @Override
        public boolean changeEndsCredentials() {
            return changeEndsCredentials;
        }

        @Override
        public List<SendingRule> sendingRules() {
            return sendingRules;
        }

        @Override
        public NoticePolicy notices() {
            return notices;
        }

        public Settings notices(NoticePolicy policy) {
            notices = policy;
            return this;
        }

        public Settings sendingRules(SendingRule... rules) {
            sendingRules = List.of(rules);
            return this;
        }

        /** Sets the password rules of one app; all others keep those of the site. */
        public Settings passwords(String app, PasswordRules rules) {
            passwords = new PasswordPolicies(passwords.site(), Map.of(app, rules));
            return this;
        }

        public Settings otp(OtpPolicies policies) {
            otp = policies;
            return this;
        }

        public Settings throttles(ThrottlePolicy policy) {
            throttles = policy;
            return this;
        }

        /**
         * Sets the contacts with fixed codes.
         *
         * @param quota codes that one of them may have in an hour
         */
        public Settings testNumbers(FixedCodeNumbers numbers, int quota) {
            testNumbers = numbers;
            perTestNumber = Fixtures.limit("test-number", quota);
            return this;
        }

        /** Sets how many calls about guarded codes one address may make in an hour. */
        public Settings guardedPerAddress(int quota) {
            guardedPerAddress = Fixtures.limit("guarded-per-address", quota);
            return this;
        }

        public Settings lockout(LockoutPolicy policy) {
            lockout = policy;
            return this;
        }

        /** Sets how all strangers together are slowed down; by default hardly. */
        public Settings strangers(LockoutPolicy policy) {
            strangers = policy;
            return this;
        }

        public Settings workers(DeliveryWorkers deliveryWorkers) {
            workers = deliveryWorkers;
            return this;
        }

        /** Lets providers own codes for which a decoy may stand. */
        public Settings handingConcealedCodesOver() {
            handsConcealedCodesOver = true;
            return this;
        }

        /** Sets the routes. By default one provider gets all messages. */
        public Settings routes(RoutingTable table) {
            routes = table;
            return this;
        }

        public Settings retry(RetryPolicy policy) {
            retry = policy;
            return this;
        }

        /** Makes a code follow every sign-in by password. */
        public Settings requireSecondFactor() {
            secondFactorRequired = true;
            return this;
        }

        /** A code by e-mail counts as a factor of its own. */
        public Settings countEmailAsFactor() {
            emailIsFactor = true;
            return this;
        }

        /** Lets the contact of the second factor reset the password of an account without another one. */
        public Settings resetBySoleContact() {
            soleContactResets = true;
            return this;
        }

        /** Lets credentials live for ever. */
        public Settings endlessCredentials() {
            credentials = new CredentialPolicy(Duration.ofDays(90), true);
            return this;
        }

        /** Adds a second factor beside codes in messages. */
        public Settings secondFactor(SecondFactorMethod method) {
            secondFactors = List.of(method);
            return this;
        }

        /** Lets callers learn whether a contact is taken. */
        public Settings tellContacts() {
            tellsContacts = true;
            return this;
        }

        /** Leaves API credentials alone when a password is changed. */
        public Settings keepCredentials() {
            changeEndsCredentials = false;
            return this;
        }

        /** Under a retry lock, makes every password need a code as well. */
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
                new Session.Origin(Fixtures.ORIGIN.app(), "JUnit", "192.0.2.10"),
                Fixtures.sessionPolicy(),
                clock.instant());
        unitOfWork.execute(() -> {
            sessionRepository.insert(session);
            return session;
        });
        return new Caller(user(user.id()), Optional.of(session));
    }

    /** Reports a provider's receipt for a message. */
    public void receive(String provider, String reference, DeliveryState state) {
        takeReceipts.report(provider, new Report(reference, state), List.of());
    }

    /** The challenge whose code a sign-in requires. */
    public static OtpChallenge sentCode(SignIn outcome) {
        return ((SecondFactorPrompt.SentCode) ((SignIn.SecondFactorNeeded) outcome).prompt())
                .challenge()
                .challenge();
    }

    /** An account as it is stored now. */
    public User user(UserId id) {
        return unitOfWork.read(() -> userRepository.find(id)).orElseThrow();
    }

    /** The account that a login finds now. */
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

    /** Every queued message, oldest first. */
    public List<OutboxMessage> outbox() {
        return unitOfWork.read(outboxRepository::all);
    }

    /** Queues a notice to {@link Fixtures#PHONE} with a deadline in five minutes. */
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

    /** Sends all messages that are due and records their outcomes. */
    public void deliver() {
        while (dispatchOutbox.dispatch() > 0) {
            // The next call records the messages that this call sent.
        }
    }
}
