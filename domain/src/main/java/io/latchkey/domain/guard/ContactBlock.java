package io.latchkey.domain.guard;

import java.time.Instant;
import java.util.UUID;

/**
 * Stops codes to one contact after too many were requested or too many guesses were wrong. It ends by itself. A newer
 * block replaces an older one of the same subject.
 *
 * @param subject keyed digest of the contact, or of the account it belongs to
 * @param cause what was too much
 * @param since when the block was put up
 * @param endsAt at that instant it counts no longer
 */
public record ContactBlock(UUID subject, Cause cause, Instant since, Instant endsAt) {
    /** What was too much. */
    public enum Cause {
        /** Every code the window allows was sent; the newest may still be used. */
        CODES,
        /** Every guess at a code was wrong; there is nothing left to guess at. */
        GUESSES
    }

    public boolean isLive(Instant now) {
        return now.isBefore(endsAt);
    }

    /** Whether a guess is refused like a code. */
    public boolean stopsGuesses() {
        return cause == Cause.GUESSES;
    }

    /** The same block for another name of the contact. */
    public ContactBlock of(UUID otherSubject) {
        return new ContactBlock(otherSubject, cause, since, endsAt);
    }
}
