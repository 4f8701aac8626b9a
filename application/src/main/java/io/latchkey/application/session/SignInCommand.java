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

/** The credentials that somebody signs in with. */
public sealed interface SignInCommand {
    /** Name of the rules for commands that name no others. */
    String STANDARD_RULES = "standard";

    /** Calls the function of this command's case. */
    <R> R fold(
            Function<ByPassword, R> byPassword,
            Function<ByCode, R> byCode,
            Function<ByPasswordAndCode, R> byPasswordAndCode);

    /** A login and a guess at its password. */
    record PasswordGuess(LoginName login, Password password, ClientOrigin origin) {}

    /** The step after a right password. */
    enum SecondStep {
        /** The second factor starts if the account or the site requires it. Otherwise the session opens. */
        WHERE_NEEDED,
        /** The second factor starts for every account. */
        ALWAYS,
        /**
         * No second factor starts. The outcome is {@link SignIn.CodeNeeded} if the account, the site or the rules
         * require one.
         */
        NEVER
    }

    /** @param rules name of the sign-in rules; see {@link #STANDARD_RULES} */
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
     * A code alone, or the code that completes a sign-in after the right password.
     *
     * @param challenge the challenge that the code answers
     * @param purposes the accepted purposes of the code; if the base is {@code verify-contact}, the contact first
     *     becomes the account's own
     * @param account the account that the code signs in
     */
    record ByCode(
            ChallengeRef challenge,
            Set<OtpPurpose> purposes,
            OtpCode code,
            SignedInAccount account,
            ClientOrigin origin)
            implements SignInCommand {
        /** The code of a sign-in or of its second factor. */
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
         * A code that was sent to a contact, whichever account has it.
         *
         * @param conceal whether a contact that no account verified is answered like a verified one
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
     * A password together with the code that {@link SecondStep#ALWAYS} sent.
     *
     * @param rules name of the sign-in rules; see {@link #STANDARD_RULES}
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

    /** The account that a code signs in. */
    sealed interface SignedInAccount {
        /** Calls the function of this case. */
        <R> R fold(Function<OfChallenge, R> ofChallenge, Function<Holder, R> holder);

        /** The account that the code's challenge acts on. */
        record OfChallenge() implements SignedInAccount {
            @Override
            public <R> R fold(Function<OfChallenge, R> ofChallenge, Function<Holder, R> holder) {
                return ofChallenge.apply(this);
            }
        }

        /**
         * The active account that verified a contact. It may have verified the contact after the code was sent. The
         * contact never becomes an account's own.
         *
         * @param conceal whether a contact that no account verified is answered like a verified one. Otherwise the
         *     outcome is {@link SignIn.UnknownAccount}, throttled like availability checks
         */
        record Holder(Contact contact, boolean conceal) implements SignedInAccount {
            @Override
            public <R> R fold(Function<OfChallenge, R> ofChallenge, Function<Holder, R> holder) {
                return holder.apply(this);
            }
        }
    }
}
