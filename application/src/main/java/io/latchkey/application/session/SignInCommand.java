package io.latchkey.application.session;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import java.util.Set;
import java.util.function.Function;

/** What somebody signs in with. */
public sealed interface SignInCommand {
    /** Name of the rules that hold unless a command names others. */
    String STANDARD_RULES = "standard";

    /** Answers each case by its own function. */
    <R> R fold(
            Function<ByPassword, R> byPassword,
            Function<ByCode, R> byCode,
            Function<ByPasswordAndCode, R> byPasswordAndCode);

    /** A login and a guess at its password. */
    record PasswordGuess(LoginName login, Password password, ClientOrigin origin) {}

    /** What follows a right password. */
    enum SecondStep {
        /** The second factor is begun where the account or the site asks for one; else the session opens. */
        WHERE_NEEDED,
        /** The second factor is begun for every account. */
        ALWAYS,
        /** Nothing is begun; {@link SignIn.CodeNeeded} where the account, the site or the rules ask for a second factor. */
        NEVER
    }

    /** @param rules name of the sign-in rules that hold; see {@link #STANDARD_RULES} */
    record ByPassword(PasswordGuess guess, SecondStep secondStep, String rules) implements SignInCommand {
        /** A password under the standard rules. */
        public static ByPassword of(LoginName login, Password password, ClientOrigin origin) {
            return new ByPassword(new PasswordGuess(login, password, origin), SecondStep.WHERE_NEEDED, STANDARD_RULES);
        }

        @Override
        public <R> R fold(
                Function<ByPassword, R> byPassword,
                Function<ByCode, R> byCode,
                Function<ByPasswordAndCode, R> byPasswordAndCode) {
            return byPassword.apply(this);
        }
    }

    /**
     * A code alone, or the code that finishes a sign-in whose password was right.
     *
     * @param challenge what the code answers
     * @param purposes what the code may have been sent for; of base {@code verify-contact}, the contact becomes the account's own
     *     first
     * @param account whom the code signs in
     */
    record ByCode(
            ChallengeRef challenge,
            Set<OtpPurpose> purposes,
            OtpCode code,
            SignedInAccount account,
            ClientOrigin origin)
            implements SignInCommand {
        /** The code of a sign-in, or of the second factor of one. */
        public static ByCode of(OtpChallengeId challenge, OtpCode code, ClientOrigin origin) {
            return new ByCode(
                    new ChallengeRef.ById(challenge),
                    Set.of(OtpPurpose.SIGN_IN, OtpPurpose.SECOND_FACTOR),
                    code,
                    new SignedInAccount.OfChallenge(),
                    origin);
        }

        /** A code that was sent for this purpose and acts on an account. */
        public static ByCode of(ChallengeRef challenge, OtpPurpose purpose, OtpCode code, ClientOrigin origin) {
            return new ByCode(challenge, Set.of(purpose), code, new SignedInAccount.OfChallenge(), origin);
        }

        /**
         * A code that was sent to a contact, whoever has it.
         *
         * @param conceal whether a contact nobody verified is answered like one that somebody did
         */
        public static ByCode ofHolder(
                OtpPurpose purpose, Contact contact, boolean conceal, OtpCode code, ClientOrigin origin) {
            return new ByCode(
                    new ChallengeRef.ByContact(purpose, contact),
                    Set.of(purpose),
                    code,
                    new SignedInAccount.Holder(contact, conceal),
                    origin);
        }

        @Override
        public <R> R fold(
                Function<ByPassword, R> byPassword,
                Function<ByCode, R> byCode,
                Function<ByPasswordAndCode, R> byPasswordAndCode) {
            return byCode.apply(this);
        }
    }

    /**
     * A password together with the code that {@link SecondStep#ALWAYS} began.
     *
     * @param rules name of the sign-in rules that hold; see {@link #STANDARD_RULES}
     */
    record ByPasswordAndCode(PasswordGuess guess, OtpCode code, String rules) implements SignInCommand {
        @Override
        public <R> R fold(
                Function<ByPassword, R> byPassword,
                Function<ByCode, R> byCode,
                Function<ByPasswordAndCode, R> byPasswordAndCode) {
            return byPasswordAndCode.apply(this);
        }
    }

    /** Whom a code signs in. */
    sealed interface SignedInAccount {
        /** Answers each case by its own function. */
        <R> R fold(Function<OfChallenge, R> ofChallenge, Function<Holder, R> holder);

        /** The account that the code's challenge acts on. */
        record OfChallenge() implements SignedInAccount {
            @Override
            public <R> R fold(Function<OfChallenge, R> ofChallenge, Function<Holder, R> holder) {
                return ofChallenge.apply(this);
            }
        }

        /**
         * The active account that verified a contact, whether or not it had when the code was sent. Never makes the contact an
         * account's own.
         *
         * @param conceal whether a contact nobody verified is answered like one that somebody did; else it is told by {@link
         *     SignIn.UnknownAccount}, throttled like asking who has an account
         */
        record Holder(Contact contact, boolean conceal) implements SignedInAccount {
            @Override
            public <R> R fold(Function<OfChallenge, R> ofChallenge, Function<Holder, R> holder) {
                return holder.apply(this);
            }
        }
    }
}
