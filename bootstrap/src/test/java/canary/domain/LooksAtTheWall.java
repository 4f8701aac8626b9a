package canary.domain;

import java.time.Instant;

/** Breaks: time is injected. */
public final class LooksAtTheWall {
    Instant now() {
        return Instant.now();
    }
}
