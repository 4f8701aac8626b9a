package io.latchkey.domain.fuzz;

/** Something that reads input, and what holds for every input. */
@FunctionalInterface
public interface FuzzTarget {
    /**
     * Reads the input. A refusal that the reader documents is right.
     *
     * @throws AssertionError when something does not hold
     * @throws Exception any other is a fault of the reader
     */
    void read(byte[] input) throws Exception;
}
