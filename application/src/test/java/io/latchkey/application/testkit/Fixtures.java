package io.latchkey.application.testkit;

import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.delivery.UnknownOutcome;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.retrylock.RetryLockPolicy;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.testkit.DomainFixtures;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.ContactClaim;
import io.latchkey.domain.user.Contacts;
import io.latchkey.domain.user.Credentials;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.Profile;
import io.latchkey.domain.user.Revision;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Values that tests start from. */
public final class Fixtures extends DomainFixtures {
    public static final EmailAddress STRANGER_EMAIL = new EmailAddress("eve@example.org");
    public static final PhoneNumber STRANGER_PHONE = new PhoneNumber("+4915187654321");
    public static final Username USERNAME = new Username("Ada");
    public static final Password PASSWORD = new Password("correct horse battery");
    public static final Password OTHER_PASSWORD = new Password("staple wire mountain");
    public static final ClientOrigin ORIGIN = new ClientOrigin("192.0.2.10", "192.0.2.10", "JUnit");
    public static final Requester REQUESTER = new Requester(Locale.ENGLISH, ORIGIN);
    /** Notices as many as five an hour of a kind, and one a day about locks. */
    public static NoticePolicy noticePolicy(NoticePolicy.Sms sms) {
        return new NoticePolicy(sms, limit("notice", 5), new ThrottleLimit("lock-notice", 1, Duration.ofDays(1)));
    }

    public static final ClientOrigin OTHER_ORIGIN = new ClientOrigin("198.51.100.7", "198.51.100.7", "curl");

    /** Apps that have a policy for every purpose. */
    public static final List<String> APPS = List.of("acme", "essdee", "sunbird", "bioentrust", "dhiwise", "drf-user");

    private Fixtures() {}

    /** Counts calls where nothing is listed. */
    public static Throttles throttles(ThrottleRepository repository, Core core) {
        return new Throttles(
                repository,
                new CurrentListings(new InMemoryListingRepository(new InMemoryStore()), new PlainAddressReader(), core),
                core);
    }

    /** An active account with a username, both contacts verified and no password. */
    public static User anyUser() {
        return user(1, "Ada", EMAIL, PHONE);
    }

    /** Another active account, with other names. */
    public static User otherUser() {
        return user(2, "Eve", STRANGER_EMAIL, STRANGER_PHONE);
    }

    /**
     * An active account with both contacts verified and no password.
     *
     * @param number makes the account's id
     */
    public static User user(int number, String username, EmailAddress email, PhoneNumber phone) {
        return new User(
                new UserId(new UUID(0xadaL, number)),
                new Profile(new Username(username), null, Locale.ENGLISH),
                new Contacts(ContactClaim.verified(email), ContactClaim.verified(phone)),
                new Credentials(null, SecondFactor.NONE, null),
                UserStatus.ACTIVE,
                Set.of(User.ROLE_USER),
                Revision.first(NOW));
    }

    /** A challenge for the user's contact, issued now under {@link #otpPolicy}. */
    public static OtpChallenge anyChallenge(User user) {
        return OtpChallenge.issue(
                new OtpChallengeId(UUID.randomUUID()),
                new OtpChallenge.Terms(
                        OtpPurpose.SIGN_IN,
                        EMAIL,
                        user.id(),
                        false,
                        false,
                        "key-1",
                        NOW,
                        Lane.ofStrangers(user.id().value())),
                otpPolicy(ResendPolicy.REUSE));
    }

    /** A session that begins now. */
    public static Session anySession(User user) {
        return Session.open(
                new SessionId(UUID.randomUUID()),
                user.id(),
                List.of("pwd"),
                new Session.Origin(ORIGIN.app(), ORIGIN.device(), ORIGIN.address()),
                sessionPolicy(),
                NOW);
    }

    /** A credential without an end. No secret matches it. */
    public static ApiCredential anyCredential(User user) {
        UUID id = UUID.randomUUID();
        return new ApiCredential(
                new ApiCredentialId(id),
                user.id(),
                "build server",
                "lk_" + id.toString().replace("-", "").substring(0, 20),
                "0".repeat(64),
                Set.of(),
                new ApiCredential.Validity(NOW, null, null));
    }

    /** A stored password that no hasher has made. */
    public static PasswordHash anyHash() {
        return new PasswordHash("$test$any");
    }

    /** The same policy for every purpose and channel. */
    public static OtpPolicies otpPolicies(OtpPolicy policy) {
        Map<OtpPolicies.Key, OtpPolicy> policies = new HashMap<>();
        for (ContactKind kind : ContactKind.values()) {
            for (String builtIn : List.of("verify-contact", "sign-in", "second-factor", "reset-password")) {
                policies.put(new OtpPolicies.Key(builtIn, kind), policy);
                APPS.forEach(app -> policies.put(new OtpPolicies.Key(app + '/' + builtIn, kind), policy));
            }
            policies.put(new OtpPolicies.Key(OtpPurpose.CUSTOM_POLICY, kind), policy);
        }
        return new OtpPolicies(policies);
    }

    /** No limits except those of a code itself. */
    public static ThrottlePolicy noThrottles() {
        return throttles(0);
    }

    /**
     * The same quota per hour for every limit.
     *
     * @param quota calls per hour; 0 for no limit
     */
    public static ThrottlePolicy throttles(int quota) {
        return new ThrottlePolicy(
                limit("code-per-address", quota),
                limit("code-per-destination", quota),
                limit("code-per-account", quota),
                limit("code-per-site", quota),
                limit("register-per-address", quota),
                limit("sign-in-per-address", quota),
                limit("availability-per-address", quota),
                limit("write-per-account", quota));
    }

    /** A limit per hour. */
    public static ThrottleLimit limit(String name, int quota) {
        return new ThrottleLimit(name, quota, Duration.ofHours(1));
    }

    /** Three free failures, then a wait of 30 s that doubles up to an hour. */
    public static LockoutPolicy lockoutPolicy() {
        return new LockoutPolicy(3, Duration.ofSeconds(30), Duration.ofHours(1));
    }

    /** Lets strangers guess so often that other limits come first. */
    public static LockoutPolicy patience() {
        return new LockoutPolicy(20, Duration.ofMillis(1), Duration.ofMillis(1));
    }

    /** The default: four free failures, then one guess each quarter of an hour. */
    public static LockoutPolicy strangersPolicy() {
        return new LockoutPolicy(4, Duration.ofMinutes(15), Duration.ofMinutes(15));
    }

    /** Three retries, then a lock of 20 min; codes of the app acme; tokens that live a day. */
    public static RetryLockSignInPolicy retryLockSignIn(boolean codeNeeded) {
        return new RetryLockSignInPolicy(
                new RetryLockPolicy(3, Duration.ofMinutes(20)),
                OtpPurpose.SIGN_IN.forApp("acme"),
                codeNeeded,
                Duration.ofHours(24));
    }

    /** Waits of 5 s that double up to a minute; claims of 30 s. */
    public static RetryPolicy retryPolicy() {
        return new RetryPolicy(
                Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofSeconds(30), UnknownOutcome.OTHER_PROVIDER);
    }

    /** Routes every message to these providers, the first of them preferred. */
    public static RoutingTable routes(String... providers) {
        return new RoutingTable(Stream.of(Channel.EMAIL, Channel.SMS)
                .map(channel -> new RoutingRule(
                        RouteCriteria.all(channel.contactKind()), List.of(step(channel, Duration.ZERO, providers))))
                .toList());
    }

    /**
     * A step with these providers, the first of them preferred.
     *
     * @param patience how long to wait for a receipt before the next step
     */
    public static RouteStep step(Channel channel, Duration patience, String... providers) {
        return new RouteStep(
                channel,
                Arrays.stream(providers)
                        .map(provider -> new ProviderChoice(provider, 1))
                        .toList(),
                false,
                SenderProfile.NONE,
                patience);
    }

    /** Keeps everything a day, failure counters two days. */
    public static RetentionPolicy retentionPolicy() {
        Duration day = Duration.ofDays(1);
        return new RetentionPolicy(day, day, day, day, day, Duration.ofDays(2), day);
    }
}
