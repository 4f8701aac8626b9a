package io.latchkey.application.testkit.contract;

import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.ContactClaim;
import io.latchkey.domain.user.Contacts;
import io.latchkey.domain.user.Credentials;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.Profile;
import io.latchkey.domain.user.Revision;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values for the contracts and the tests of stores to store. */
public final class Samples {
    /** A time with milliseconds, the product's finest unit of time. */
    public static final Instant NOW = Instant.parse("2025-03-01T12:00:00.123Z");

    public static final EmailAddress EMAIL = new EmailAddress("Ada.Lovelace@example.org");
    public static final PhoneNumber PHONE = new PhoneNumber("+4915112345678");

    private static final UUID LANE = new UUID(7, 7);

    private Samples() {}

    static UserId userId() {
        return new UserId(UUID.randomUUID());
    }

    /** An account with every field filled and its contacts verified. */
    static User fullUser() {
        return new User(
                userId(),
                new Profile(
                        new Username("Ada.Lovelace"),
                        "Ada, Countess of Lovelace \u2014 \u00e9\u00df\ud83d\ude80",
                        Locale.forLanguageTag("de-CH")),
                new Contacts(ContactClaim.verified(EMAIL), ContactClaim.verified(PHONE)),
                new Credentials(
                        new PasswordHash("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g"),
                        SecondFactor.SMS,
                        NOW.minusSeconds(5)),
                UserStatus.ACTIVE,
                Set.of("user", "admin"),
                new Revision(NOW.minusSeconds(60), NOW, 0));
    }

    /** An account with these values only. No contact is verified. */
    static User user(@Nullable String username, @Nullable EmailAddress email, @Nullable PhoneNumber phone) {
        return User.register(
                userId(),
                username == null ? null : new Username(username),
                null,
                email,
                phone,
                null,
                Locale.ENGLISH,
                NOW);
    }

    /** A challenge of a sign-in, issued at {@link #NOW} to {@link #EMAIL}, that ends after five minutes. */
    public static OtpChallenge challenge(@Nullable UserId user, int attemptsLeft) {
        return new OtpChallenge(
                new OtpChallengeId(UUID.randomUUID()),
                new OtpChallenge.Terms(
                        OtpPurpose.SIGN_IN, EMAIL, user, false, false, "k1", NOW, Lane.ofStrangers(LANE)),
                new OtpChallenge.Progress(0, NOW.plusSeconds(300), null, NOW.plusSeconds(60), attemptsLeft, 2, null));
    }

    /** A queued message with the current code of a challenge. It has five minutes from when it is due. */
    public static OutboxMessage message(OtpChallenge challenge, Instant due) {
        return message(CodeReference.currentOf(challenge), challenge.contact(), due);
    }

    /** A queued message without a code. It has five minutes from when it is due. */
    public static OutboxMessage notice(Contact contact, Instant due) {
        return message(null, contact, due);
    }

    private static OutboxMessage message(@Nullable CodeReference code, Contact contact, Instant due) {
        return OutboxMessage.queue(
                new OutboxMessageId(UUID.randomUUID()),
                code == null ? MessageKind.PASSWORD_CHANGED : MessageKind.CODE,
                code,
                contact,
                Locale.forLanguageTag("fr-CA"),
                false,
                due,
                due.plusSeconds(300));
    }

    static Session session(UserId user, Instant createdAt) {
        return new Session(
                new SessionId(UUID.randomUUID()),
                user,
                new Session.Start(
                        createdAt,
                        createdAt,
                        createdAt.plus(Duration.ofDays(30)),
                        List.of("pwd", "otp", "mfa"),
                        new Session.Origin("drf-user", "Mozilla/5.0 (X11; Linux)", "2001:db8::1")),
                new Session.Progress(0, createdAt, null));
    }

    static ApiCredential credential(UserId user, String key, Instant createdAt) {
        return new ApiCredential(
                new ApiCredentialId(UUID.randomUUID()),
                user,
                "build server",
                key,
                "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                Set.of(),
                new ApiCredential.Validity(createdAt, null, null));
    }
}
