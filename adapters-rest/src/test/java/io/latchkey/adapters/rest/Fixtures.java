package io.latchkey.adapters.rest;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.SecondFactorPrompt;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.throttle.ThrottleLimit;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** A user named Ada, her session, a challenge and a throttle. */
final class Fixtures {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final UUID USER_ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final UUID SESSION_ID = UUID.fromString("00000000-0000-4000-8000-000000000002");
    static final String OTP_ID = "ffffffff-ffff-ffff-ffff-fffffffffff3";

    static final User ADA = new User(
            new UserId(USER_ID),
            new Profile(new Username("ada"), "Ada Lovelace", Locale.forLanguageTag("de-AT")),
            new Contacts(
                    ContactClaim.verified(new EmailAddress("ada@example.org")),
                    ContactClaim.unproven(new PhoneNumber("+4915112345678"))),
            new Credentials(new PasswordHash("$argon2id$secret"), SecondFactor.EMAIL, null),
            UserStatus.ACTIVE,
            Set.of("user"),
            new Revision(NOW, NOW, 7));

    static final Session SESSION = session(SESSION_ID);
    static final Caller CALLER = new Caller(ADA, Optional.of(SESSION));

    /** The caller of an account that a code made, with a phone number alone. */
    static final Caller CALLER_BY_CODE = new Caller(
            new User(
                    new UserId(USER_ID),
                    new Profile(null, null, Locale.ENGLISH),
                    new Contacts(null, ContactClaim.verified(new PhoneNumber("+4915112345678"))),
                    new Credentials(null, SecondFactor.NONE, null),
                    UserStatus.ACTIVE,
                    Set.of("user"),
                    new Revision(NOW, NOW, 0)),
            Optional.of(SESSION));

    static final Throttled THROTTLED =
            new Throttled(new ThrottleLimit("code-per-address", 5, Duration.ofMinutes(10)), Duration.ofMillis(12_001));

    static final SessionTokens TOKENS = new SessionTokens(
                    "access-jwt", "refresh-opaque", Duration.ofMinutes(15), new SessionId(SESSION_ID))
            .onDevice("device-jwt");

    static final SignIn SIGNED_IN = new SignIn.SignedIn(ADA, TOKENS);

    /** Returns the outcome of a sign-in that sent a code as a second factor. */
    static SignIn codeSent(boolean contactHidden) {
        return new SignIn.SecondFactorNeeded(new SecondFactorPrompt.SentCode(challenge(contactHidden)));
    }

    private Fixtures() {}

    static Session session(UUID id) {
        return new Session(
                new SessionId(id),
                new UserId(USER_ID),
                new Session.Start(
                        NOW,
                        NOW,
                        NOW.plus(Duration.ofDays(30)),
                        List.of("pwd"),
                        new Session.Origin("native", "Mozilla/5.0", "192.0.2.7")),
                new Session.Progress(3, NOW.plusSeconds(60), null));
    }

    static IssuedChallenge challenge(boolean isContactHidden) {
        return new IssuedChallenge(
                new OtpChallenge(
                        OtpChallengeId.parse(OTP_ID),
                        new OtpChallenge.Terms(
                                OtpPurpose.VERIFY_CONTACT,
                                new EmailAddress("ada@example.org"),
                                null,
                                isContactHidden,
                                false,
                                "k1",
                                NOW,
                                Lane.ofStrangers(USER_ID)),
                        new OtpChallenge.Progress(0, NOW.plusSeconds(300), null, NOW.plusSeconds(30), 5, 2, null)),
                DeliveryState.SENDING,
                Optional.empty(),
                isContactHidden ? List.of() : List.of(Channel.EMAIL),
                Optional.empty());
    }

    /** Returns a use case whose reset is the given function. Its look is not expected to be called. */
    static ResetPasswordUseCase resetting(Function<ResetPasswordCommand, PasswordReset> reset) {
        return new ResetPasswordUseCase() {
            @Override
            public PasswordReset reset(ResetPasswordCommand command) {
                return reset.apply(command);
            }

            @Override
            public PasswordReset look(ResetPasswordCommand.Entitlement.ByCodeAlone typed) {
                throw new IllegalStateException("nobody was expected to look");
            }
        };
    }
}
