package io.latchkey.domain.guard;

import java.time.Instant;
import java.util.UUID;

/**
 * A stop on codes to one contact, after too many were asked for or guessed at. Ends by itself; a newer block of the same subject
 * takes the place of the older one.
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
