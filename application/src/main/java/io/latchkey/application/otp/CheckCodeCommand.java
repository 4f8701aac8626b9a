package io.latchkey.application.otp;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;
import java.util.Optional;

/**
 * A guess at a code.
 *
 * @param purpose what the code must have been sent for; empty for anything that a proof is issued for
 * @param guarded whether the contact is blocked after too many codes or wrong guesses
 */
public record CheckCodeCommand(
        ChallengeRef challenge,
        Optional<OtpPurpose> purpose,
        OtpCode guess,
        Effect effect,
        boolean guarded,
        ClientOrigin origin) {
    /** A guess at a code of one purpose. */
    public static CheckCodeCommand of(
            ChallengeRef challenge, OtpPurpose purpose, OtpCode guess, Effect effect, ClientOrigin origin) {
        return new CheckCodeCommand(challenge, Optional.of(purpose), guess, effect, false, origin);
    }

    /** A guess at a code that verifies a contact or serves a custom purpose; a right one is proven. */
    public static CheckCodeCommand proving(OtpChallengeId challenge, OtpCode guess, ClientOrigin origin) {
        return new CheckCodeCommand(
                new ChallengeRef.ById(challenge), Optional.empty(), guess, new Effect.IssueProof(), false, origin);
    }

    /** The same, at a code of a contact that is blocked after too many codes or wrong guesses. */
    public CheckCodeCommand atGuarded() {
        return new CheckCodeCommand(challenge, purpose, guess, effect, true, origin);
    }

    /** Whether a code of this purpose is meant. */
    public boolean wants(OtpPurpose other) {
        return purpose.map(other::equals).orElseGet(() -> other.isCustom() || other.equals(OtpPurpose.VERIFY_CONTACT));
    }

    /** What a right guess does, in the commit that uses the code up. */
    public sealed interface Effect {
        /** One function for each case. */
        interface Cases<R> {
            R keep(Keep keep);

            R spend(Spend spend);

            R verifyContact(VerifyContact verifyContact);

            R validate(Validate validate);

            R makeResetKey(MakeResetKey makeResetKey);

            R renewCredential(RenewCredential renewCredential);

            R issueProof(IssueProof issueProof);
        }

        /** Answers each case by its own function. */
        <R> R answer(Cases<R> cases);

        /** Whether a right code stays good. */
        default boolean keepsCode() {
            return false;
        }

        /** Nothing at all: the code stays good, and only wrong guesses count. */
        record Keep() implements Effect {
            @Override
            public boolean keepsCode() {
                return true;
            }

            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.keep(this);
            }
        }

        /** The code is used up, and that is all. */
        record Spend() implements Effect {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.spend(this);
            }
        }

        /** The challenge's account gets its contact, verified. */
        record VerifyContact() implements Effect {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.verifyContact(this);
            }
        }

        /** The contact counts as validated by this client for so long, once, for {@code app}. */
        record Validate(String app, Duration lifetime) implements Effect {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.validate(this);
            }
        }

        /** A key for one change of the challenge's account's password is made, good for so long. */
        record MakeResetKey(String app, Duration lifetime) implements Effect {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.makeResetKey(this);
            }
        }

        /** The API credential of this name of the challenge's account gets a new secret; it is made where there is none. */
        record RenewCredential(String name) implements Effect {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.renewCredential(this);
            }
        }

        /** A signed statement is made for others to check; the account of a code that verifies a contact gets that contact, verified. */
        record IssueProof() implements Effect {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.issueProof(this);
            }
        }
    }
}
