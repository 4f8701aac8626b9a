package io.latchkey.domain.admin;

import java.time.Instant;

/**
 * A signed statement that the chain of audit entries had this hash at this place.
 *
 * @param number number of the last entry that it covers
 * @param at when it was signed
 * @param hash hash of that entry
 * @param signature signature of number, time and hash
 */
public record AuditCheckpoint(long number, Instant at, String hash, String signature) {
    /** What is signed. */
    public String statement() {
        return statement(number, at, hash);
    }

    /** What is signed in the place of that where all entries up to this one were deleted. */
    public String beginning() {
        return "latchkey audit begins after\n" + number + '\n' + at.toEpochMilli() + '\n' + hash;
    }

    /** The same checkpoint with another signature. */
    public AuditCheckpoint signed(String newSignature) {
        return new AuditCheckpoint(number, at, hash, newSignature);
    }

    /** What a checkpoint with these members signs. */
    public static String statement(long number, Instant at, String hash) {
        return "latchkey audit checkpoint\n" + number + '\n' + at.toEpochMilli() + '\n' + hash;
    }
}
