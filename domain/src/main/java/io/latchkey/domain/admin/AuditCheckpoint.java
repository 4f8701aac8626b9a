package io.latchkey.domain.admin;

import io.latchkey.domain.shared.InvalidValueException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A signed statement that the chain of audit entries had this hash at this place.
 *
 * @param number number of the last entry that it covers
 * @param at when it was signed
 * @param hash hash of that entry
 * @param signature signature of number, time and hash
 */
public record AuditCheckpoint(long number, Instant at, String hash, String signature) {
    private static final Pattern TEXT =
            Pattern.compile("audit-checkpoint:([0-9]{1,18}):([0-9]{1,15}):([0-9a-f]{1,64}):([A-Za-z0-9_-]{1,200})");

    /** The checkpoint in one word, such as {@code audit-checkpoint:1204:1767225600000:9f86…:kT3x…}. */
    public String text() {
        return "audit-checkpoint:" + number + ':' + at.toEpochMilli() + ':' + hash + ':' + signature;
    }

    /** All checkpoints within a text, such as a log. */
    public static List<AuditCheckpoint> findAll(String text) {
        return TEXT.matcher(text)
                .results()
                .map(found -> new AuditCheckpoint(
                        Long.parseLong(found.group(1)),
                        Instant.ofEpochMilli(Long.parseLong(found.group(2))),
                        found.group(3),
                        found.group(4)))
                .toList();
    }

    /**
     * Reads one checkpoint.
     *
     * @throws InvalidValueException when the text is none
     */
    public static AuditCheckpoint parse(String text) {
        if (!TEXT.matcher(text).matches()) {
            throw new InvalidValueException("must be a checkpoint such as the audit log has: audit-checkpoint:…");
        }
        return findAll(text).get(0);
    }

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
