package io.latchkey.adapters.platform.crypto;

import java.time.Duration;

/**
 * Costs of a password hash, and the number that may run at once.
 *
 * @param memoryKib 7168 or more; 19456 by default (OWASP Password Storage Cheat Sheet)
 * @param iterations 1 or more; 2 by default
 * @param parallelism lanes; 1 by default
 * @param concurrent hashes at once; 1 or more, by default the number of processors
 * @param queue callers that may wait for their hash; more are refused at once
 * @param longestWait how long a caller waits before it is refused
 */
public record Argon2Settings(
        int memoryKib, int iterations, int parallelism, int concurrent, int queue, Duration longestWait) {
    public Argon2Settings {
        require(memoryKib >= 7168 && memoryKib <= 1 << 20, "memory-kib must be 7168 to 1048576");
        require(iterations >= 1 && iterations <= 20, "iterations must be 1 to 20");
        require(parallelism >= 1 && parallelism <= 16, "parallelism must be 1 to 16");
        require(memoryKib * (long) iterations >= 35_840, "memory-kib times iterations must be at least 35840");
        require(concurrent >= 1 && concurrent <= 64, "concurrent must be 1 to 64");
        require(queue >= 0, "queue must be 0 or more");
        require(!longestWait.isNegative(), "longest-wait must not be negative");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
