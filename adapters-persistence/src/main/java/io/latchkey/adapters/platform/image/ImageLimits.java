package io.latchkey.adapters.platform.image;

import java.time.Duration;

/**
 * What an uploaded picture may cost, and how large the stored one is.
 *
 * @param maxBytes largest upload
 * @param maxPixels most pixels of an upload, width times height
 * @param maxSide longest side of an upload in pixels
 * @param memory bytes that all pictures decoded at once may take: pixels times channels times bytes per channel. A picture that takes
 *     more by itself is refused
 * @param concurrent pictures decoded at once; 1 or more
 * @param longestWait how long an upload waits for its place and its memory
 * @param timeLimit longest time one picture is decoded
 * @param side longer side of what is stored; smaller pictures stay as they are
 */
public record ImageLimits(
        int maxBytes,
        int maxPixels,
        int maxSide,
        int memory,
        int concurrent,
        Duration longestWait,
        Duration timeLimit,
        int side) {
    public ImageLimits {
        require(maxBytes >= 1, "max-bytes must be 1 or more");
        require(maxPixels >= 1, "max-pixels must be 1 or more");
        require(maxSide >= 1, "max-side must be 1 or more");
        require(memory >= 1, "memory must be 1 or more");
        require(concurrent >= 1 && concurrent <= 64, "concurrent must be 1 to 64");
        require(!longestWait.isNegative(), "longest-wait must not be negative");
        require(!timeLimit.isNegative() && !timeLimit.isZero(), "time-limit must be positive");
        require(side >= 1, "side must be 1 or more");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
