package io.latchkey.application.session.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.SignInCommand.SecondStep;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks one account for 24 hours from a thousand addresses, under the limits of the defaults. The owner signs in on a known device
 * each hour meanwhile, and on a new device within a quarter of an hour afterwards. What was compared for strangers is counted.
 */
class StrangersUnderLanesTest {
    /** Four free guesses, the first that makes strangers wait, and one each quarter of an hour after it. */
    private static final int MOST_COMPARED = 100;

    private static final Duration ATTACK = Duration.ofHours(24);
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int ADDRESSES = 1_000;
    private static final ClientOrigin HOME = new ClientOrigin("192.0.2.1", "192.0.2.1", "phone");
    private static final ClientOrigin NEW_DEVICE = new ClientOrigin("192.0.2.2", "192.0.2.2", "tablet");
    private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD;
    private static final OtpPurpose VERIFY = OtpPurpose.VERIFY_CONTACT;

    private final TestApplication app = TestApplication.settings()
            .lockout(new LockoutPolicy(5, Duration.ofSeconds(30), Duration.ofHours(1)))
            .strangers(Fixtures.strangersPolicy())
            .throttles(throttles())
            .otp(Fixtures.otpPolicies(new OtpPolicy(
                    CodeFormat.digits(6),
                    Duration.ofMinutes(5),
                    5,
                    4,
                    Duration.ofSeconds(30),
                    4,
                    QUARTER,
                    ResendPolicy.REUSE)))
            .start();

    private static ThrottlePolicy throttles() {
        return new ThrottlePolicy(
                new ThrottleLimit("code-per-address", 60, Duration.ofMinutes(10)),
                new ThrottleLimit("code-per-destination", 6, QUARTER),
                new ThrottleLimit("code-per-account", 8, QUARTER),
                new ThrottleLimit("code-per-site", 0, Duration.ofHours(1)),
                new ThrottleLimit("register-per-address", 60, Duration.ofHours(1)),
                new ThrottleLimit("sign-in-per-address", 100, Duration.ofMinutes(10)),
                new ThrottleLimit("availability-per-address", 60, Duration.ofMinutes(10)),
                new ThrottleLimit("write-per-account", 30, Duration.ofMinutes(10)));
    }

    /** One way to prove that one owns the account. */
    private interface Door {
        /** Tries as often as a stranger may, with whatever it takes. */
        void attack(ClientOrigin stranger);

        /** Proves it as the owner would. */
        boolean enter(ClientOrigin owner);
    }

    private enum Way {
        PASSWORD,
        PASSWORD_UNDER_A_RETRY_LOCK,
        SIGN_IN_CODE,
        CODE_FOUND_BY_CONTACT,
        RESET_CODE,
        RESET_CODE_OF_A_USERNAME,
        PROVEN_CONTACT,
        SECOND_FACTOR,
        SECOND_FACTOR_FOUND_BY_ACCOUNT
    }

    private record Attack(Way way, String app) {
        @Override
        public String toString() {
            return way + (app.isEmpty() ? "" : " of " + app);
        }

        private OtpPurpose purpose(OtpPurpose base) {
            return app.isEmpty() ? base : base.forApp(app);
        }
    }

    static Stream<Attack> attacks() {
        return Stream.of(
                new Attack(Way.PASSWORD, ""),
                new Attack(Way.PASSWORD_UNDER_A_RETRY_LOCK, "dhiwise"),
                new Attack(Way.SIGN_IN_CODE, ""),
                new Attack(Way.CODE_FOUND_BY_CONTACT, "drf-user"),
                new Attack(Way.RESET_CODE, ""),
                new Attack(Way.RESET_CODE, "essdee"),
                new Attack(Way.RESET_CODE, "drf-user"),
                new Attack(Way.RESET_CODE_OF_A_USERNAME, ""),
                new Attack(Way.PROVEN_CONTACT, ""),
                new Attack(Way.PROVEN_CONTACT, "bioentrust"),
                new Attack(Way.PROVEN_CONTACT, "drf-user"),
                new Attack(Way.PROVEN_CONTACT, "essdee"),
                new Attack(Way.SECOND_FACTOR, ""),
                new Attack(Way.SECOND_FACTOR_FOUND_BY_ACCOUNT, "acme"));
    }

    private Door door(Attack attack) {
        return switch (attack.way()) {
            case PASSWORD -> new Passwords(SignInCommand.STANDARD_RULES);
            case PASSWORD_UNDER_A_RETRY_LOCK -> new Passwords(RetryLockSignInPolicy.RULES);
            case SIGN_IN_CODE -> new SignInCodes();
            case CODE_FOUND_BY_CONTACT -> new CodesByContact(attack.purpose(VERIFY));
            case RESET_CODE -> new Resets(attack.purpose(RESET), new LoginName.ByContact(EMAIL));
            case RESET_CODE_OF_A_USERNAME -> new Resets(RESET, new LoginName.ByUsername(USERNAME));
            case PROVEN_CONTACT -> new ProvenContacts(attack.purpose(VERIFY));
            case SECOND_FACTOR -> new SecondFactorCodes();
            case SECOND_FACTOR_FOUND_BY_ACCOUNT -> new SecondFactorsByAccount();
        };
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void never_shut_the_owner_out_and_guess_a_hundred_times_a_day_at_most(Attack attack) {
        User user = app.given(Fixtures.anyUser()
                .withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW)
                .withSecondFactor(needsSecondFactor(attack) ? SecondFactor.SMS : SecondFactor.NONE, Fixtures.NOW));
        ClientOrigin known = known(user, HOME);
        Door door = door(attack);
        Instant end = app.clock.instant().plus(ATTACK);
        int compared = 0;
        for (int minute = 0; app.clock.instant().isBefore(end); minute++) {
            int before = compared();
            door.attack(stranger(minute));
            door.attack(stranger(minute + ADDRESSES / 2));
            compared += compared() - before;
            if (minute % 60 == 7) {
                assertThat(door.enter(known))
                        .as("known device in minute %d", minute)
                        .isTrue();
            }
            if (minute % 60 == 37) {
                assertThat(signInOnce(user, known)).isInstanceOf(SignIn.SignedIn.class);
            }
            app.clock.advance(STEP);
        }
        assertThat(compared).as("guesses compared").isPositive().isLessThanOrEqualTo(MOST_COMPARED);
        app.clock.advance(QUARTER);
        assertThat(door.enter(NEW_DEVICE)).as("new device").isTrue();
    }

    /** An owner who is away for longer finds strangers stopped, and one sign-in on the known device ends it. */
    @ParameterizedTest
    @MethodSource("attacks")
    void stop_at_a_hundred_guesses_in_a_row_until_the_owner_succeeds(Attack attack) {
        User user = app.given(Fixtures.anyUser()
                .withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW)
                .withSecondFactor(needsSecondFactor(attack) ? SecondFactor.SMS : SecondFactor.NONE, Fixtures.NOW));
        ClientOrigin known = known(user, HOME);
        Door door = door(attack);
        Instant end = app.clock.instant().plus(ATTACK.multipliedBy(2));
        int compared = 0;
        for (int minute = 0; app.clock.instant().isBefore(end); minute++) {
            int before = compared();
            door.attack(stranger(minute));
            compared += compared() - before;
            app.clock.advance(STEP);
        }
        assertThat(compared).as("guesses compared").isEqualTo(User.MAX_CONSECUTIVE_FAILURES);
        app.clock.advance(QUARTER);
        assertThat(door.enter(NEW_DEVICE))
                .as("new device while strangers are stopped")
                .isFalse();
        assertThat(signInOnce(user, known)).isInstanceOf(SignIn.SignedIn.class);
        app.clock.advance(QUARTER);
        assertThat(door.enter(NEW_DEVICE)).as("new device").isTrue();
    }

    private static boolean needsSecondFactor(Attack attack) {
        return attack.way() == Way.SECOND_FACTOR || attack.way() == Way.SECOND_FACTOR_FOUND_BY_ACCOUNT;
    }

    private static ClientOrigin stranger(int number) {
        String address = "10.0." + number % ADDRESSES / 250 + "." + number % 250;
        return new ClientOrigin(address, address, "bot");
    }

    /** A device on which the owner signed in once. */
    private ClientOrigin known(User user, ClientOrigin origin) {
        SignIn.SignedIn once = (SignIn.SignedIn) signInOnce(user, origin);
        app.clock.advance(Duration.ofDays(1));
        return origin.on(
                app.recognizeDevice.recognize(once.tokens().deviceToken().orElseThrow()));
    }

    private SignIn signInOnce(User user, ClientOrigin origin) {
        return app.signIn.signIn(
                user.secondFactor() == SecondFactor.NONE
                        ? SignInCommand.ByPassword.of(new LoginName.ByUsername(USERNAME), PASSWORD, origin)
                        : second(origin));
    }

    private SignInCommand second(ClientOrigin origin) {
        OtpChallenge challenge = TestApplication.sentCode(
                app.signIn.signIn(SignInCommand.ByPassword.of(new LoginName.ByUsername(USERNAME), PASSWORD, origin)));
        return SignInCommand.ByCode.of(challenge.id(), code(challenge), origin);
    }

    /** Passwords compared with the stored one, and codes derived to compare a guess with. */
    private int compared() {
        return app.hasher.comparisons() + app.secrets.codes() - notGuessed;
    }

    private int notGuessed;

    private OtpCode code(OtpChallenge challenge) {
        notGuessed++;
        return app.codes.derive(
                CodeReference.currentOf(challenge), challenge.contact().kind());
    }

    private static Requester at(ClientOrigin origin) {
        return new Requester(Locale.ENGLISH, origin);
    }

    private static Optional<OtpChallenge> sent(CodeSending outcome) {
        return outcome instanceof CodeSending.Sent sent
                ? Optional.of(sent.challenge().challenge())
                : Optional.empty();
    }

    private static OtpCode guess(int number) {
        return new OtpCode(String.format(Locale.ROOT, "%06d", number));
    }

    private final class Passwords implements Door {
        private final String rules;

        Passwords(String rules) {
            this.rules = rules;
        }

        private SignIn signIn(LoginName login, Password password, ClientOrigin origin) {
            return app.signIn.signIn(new SignInCommand.ByPassword(
                    new PasswordGuess(login, password, origin), SecondStep.WHERE_NEEDED, rules));
        }

        @Override
        public void attack(ClientOrigin stranger) {
            for (LoginName login : List.of(
                    new LoginName.ByUsername(USERNAME),
                    new LoginName.ByContact(EMAIL),
                    new LoginName.ByContact(PHONE))) {
                signIn(login, OTHER_PASSWORD, stranger);
            }
        }

        @Override
        public boolean enter(ClientOrigin owner) {
            return signIn(new LoginName.ByUsername(USERNAME), PASSWORD, owner) instanceof SignIn.SignedIn;
        }
    }

    /** Codes that are asked for by somebody and typed with the id of their challenge. */
    private abstract class Codes implements Door {
        private final List<OtpChallenge> open = new ArrayList<>();

        abstract Optional<OtpChallenge> ask(ClientOrigin origin);

        abstract boolean type(OtpChallenge challenge, OtpCode code, ClientOrigin origin);

        @Override
        public void attack(ClientOrigin stranger) {
            ask(stranger).ifPresent(open::add);
            for (int i = 0; i < open.size(); i++) {
                for (int number = 0; number < 3; number++) {
                    type(open.get(i), guess(number), stranger);
                }
            }
            open.removeIf(challenge -> !app.clock.instant().isBefore(challenge.expiresAt()));
        }

        @Override
        public boolean enter(ClientOrigin owner) {
            return ask(owner)
                    .filter(challenge -> type(challenge, code(challenge), owner))
                    .isPresent();
        }
    }

    private final class SignInCodes extends Codes {
        @Override
        Optional<OtpChallenge> ask(ClientOrigin origin) {
            return sent(app.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, at(origin))));
        }

        @Override
        boolean type(OtpChallenge challenge, OtpCode code, ClientOrigin origin) {
            return app.signIn.signIn(SignInCommand.ByCode.of(challenge.id(), code, origin)) instanceof SignIn.SignedIn;
        }
    }

    private final class CodesByContact extends Codes {
        private final OtpPurpose purpose;

        CodesByContact(OtpPurpose purpose) {
            this.purpose = purpose;
        }

        @Override
        Optional<OtpChallenge> ask(ClientOrigin origin) {
            return sent(app.sendCode.send(SendCodeCommand.to(new Recipient.Whoever(EMAIL), purpose, at(origin))
                    .foundBy(Lookup.CONTACT)));
        }

        @Override
        boolean type(OtpChallenge challenge, OtpCode code, ClientOrigin origin) {
            return app.signIn.signIn(SignInCommand.ByCode.ofHolder(purpose, EMAIL, true, code, origin))
                    instanceof SignIn.SignedIn;
        }
    }

    /** A reset each hour would end the device's token, so the owner's right code is only looked at by the known device. */
    private final class Resets extends Codes {
        private final OtpPurpose purpose;
        private final LoginName login;

        Resets(OtpPurpose purpose, LoginName login) {
            this.purpose = purpose;
            this.login = login;
        }

        @Override
        Optional<OtpChallenge> ask(ClientOrigin origin) {
            return sent(app.forgotPassword.request(purpose, login, at(origin)));
        }

        @Override
        boolean type(OtpChallenge challenge, OtpCode code, ClientOrigin origin) {
            boolean isOwner = origin.known().isPresent();
            return isOwner
                    ? app.checkCode.check(CheckCodeCommand.of(
                                    new ChallengeRef.ById(challenge.id()),
                                    purpose,
                                    code,
                                    new CheckCodeCommand.Effect.Keep(),
                                    origin))
                            instanceof CodeCheck.Right
                    : app.resetPassword.reset(new ResetPasswordCommand(
                                    new Entitlement.ByCode(
                                            new ChallengeRef.ById(challenge.id()), purpose, code, origin),
                                    OTHER_PASSWORD))
                            instanceof PasswordReset.Accepted;
        }
    }

    private final class ProvenContacts extends Codes {
        private final OtpPurpose purpose;

        ProvenContacts(OtpPurpose purpose) {
            this.purpose = purpose;
        }

        @Override
        Optional<OtpChallenge> ask(ClientOrigin origin) {
            return sent(app.sendCode.send(SendCodeCommand.to(new Recipient.Whoever(PHONE), purpose, at(origin))));
        }

        @Override
        boolean type(OtpChallenge challenge, OtpCode code, ClientOrigin origin) {
            return app.checkCode.check(CheckCodeCommand.of(
                            new ChallengeRef.ById(challenge.id()),
                            purpose,
                            code,
                            new CheckCodeCommand.Effect.Spend(),
                            origin))
                    instanceof CodeCheck.Right;
        }
    }

    /** The stranger knows the password. It is right each time, so it is not counted here. */
    private final class SecondFactorCodes extends Codes {
        @Override
        Optional<OtpChallenge> ask(ClientOrigin origin) {
            int before = app.hasher.comparisons();
            SignIn outcome = app.signIn.signIn(
                    SignInCommand.ByPassword.of(new LoginName.ByUsername(USERNAME), PASSWORD, origin));
            notGuessed += app.hasher.comparisons() - before;
            return outcome instanceof SignIn.SecondFactorNeeded
                    ? Optional.of(TestApplication.sentCode(outcome))
                    : Optional.empty();
        }

        @Override
        boolean type(OtpChallenge challenge, OtpCode code, ClientOrigin origin) {
            return app.signIn.signIn(SignInCommand.ByCode.of(challenge.id(), code, origin)) instanceof SignIn.SignedIn;
        }
    }

    /** The stranger knows the password, and the code is found by the account. */
    private final class SecondFactorsByAccount extends Codes {
        @Override
        Optional<OtpChallenge> ask(ClientOrigin origin) {
            int before = app.hasher.comparisons();
            SignIn outcome = app.signIn.signIn(new SignInCommand.ByPassword(
                    new PasswordGuess(new LoginName.ByUsername(USERNAME), PASSWORD, origin),
                    SecondStep.ALWAYS,
                    RetryLockSignInPolicy.RULES));
            notGuessed += app.hasher.comparisons() - before;
            return outcome instanceof SignIn.SecondFactorNeeded
                    ? Optional.of(TestApplication.sentCode(outcome))
                    : Optional.empty();
        }

        @Override
        boolean type(OtpChallenge challenge, OtpCode code, ClientOrigin origin) {
            int before = app.hasher.comparisons();
            SignIn outcome = app.signIn.signIn(new SignInCommand.ByPasswordAndCode(
                    new PasswordGuess(new LoginName.ByUsername(USERNAME), PASSWORD, origin),
                    code,
                    RetryLockSignInPolicy.RULES));
            notGuessed += app.hasher.comparisons() - before;
            return outcome instanceof SignIn.SignedIn;
        }
    }
}
