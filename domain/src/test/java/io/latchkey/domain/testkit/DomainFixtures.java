package io.latchkey.domain.testkit;

import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Values that tests of the domain and of the modules around it share. The fixtures of those modules extend it. */
public class DomainFixtures {
    public static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    public static final EmailAddress EMAIL = new EmailAddress("ada@example.org");
    public static final PhoneNumber PHONE = new PhoneNumber("+4915112345678");

    protected DomainFixtures() {}

    /** The same account in another state. */
    public static User withStatus(User user, UserStatus status) {
        return new User(
                user.id(), user.profile(), user.contacts(), user.credentials(), status, user.roles(), user.revision());
    }

    /** Six digits, 5 min, 3 guesses, 3 messages, 30 s apart, 5 messages an hour. */
    public static OtpPolicy otpPolicy(ResendPolicy resend) {
        return new OtpPolicy(
                CodeFormat.digits(6),
                Duration.ofMinutes(5),
                3,
                3,
                Duration.ofSeconds(30),
                5,
                Duration.ofHours(1),
                resend);
    }

    /** 15 min access, 30 days in all, 7 days idle, 10 s grace, 10 min recent. */
    public static SessionPolicy sessionPolicy() {
        return new SessionPolicy(
                Duration.ofMinutes(15),
                new SessionPolicy.Span(Duration.ofDays(30), Duration.ofDays(7)),
                new SessionPolicy.Span(Duration.ofDays(30), Duration.ofDays(7)),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10));
    }

    /**
     * Opens at four failures of half the calls, pauses 10 s up to 40 s, ramps over a minute, judges ten receipts after
     * 30 s.
     */
    public static HealthPolicy healthPolicy() {
        return new HealthPolicy(
                new HealthPolicy.Breaker(
                        Duration.ofSeconds(30),
                        4,
                        0.5,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(40),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(3)),
                new HealthPolicy.Receipts(Duration.ofSeconds(30), Duration.ofMinutes(5), 10, 0.8, 0.5));
    }

    /** The same account with other roles. */
    public static User withRoles(User user, Set<String> roles) {
        return new User(
                user.id(), user.profile(), user.contacts(), user.credentials(), user.status(), roles, user.revision());
    }
}
