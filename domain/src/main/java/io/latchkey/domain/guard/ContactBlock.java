package io.latchkey.domain.guard;

import java.time.Instant;
import java.util.UUID;

/**
 * Stops codes to one contact after too many were requested or too many guesses were wrong. It ends by itself. A newer
 * block replaces an older one of the same subject.
 *
 * @param subject keyed digest of the contact, or of the account that it belongs to
 * @param cause why the contact is blocked
 * @param since when the block began
 * @param endsAt at this instant the block no longer counts
 */
public record ContactBlock(UUID subject, Cause cause, Instant since, Instant endsAt) {
    /** Why a contact is blocked. */
    public enum Cause {
        /** Every code that the window allows was sent. The newest may still be used. */
        CODES,
        /** Every guess at a code was wrong. No guesses are left. */
        GUESSES
    }

    public boolean isLive(Instant now) {
        return now.isBefore(endsAt);
    }

    /** Whether the block refuses guesses as well as codes. */
    public boolean stopsGuesses() {
        return cause == Cause.GUESSES;
    }

    /** The same block for another digest of the contact. */
    public ContactBlock of(UUID otherSubject) {
        return new ContactBlock(otherSubject, cause, since, endsAt);
    }
}
