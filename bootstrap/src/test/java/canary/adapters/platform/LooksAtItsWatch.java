package canary.adapters.platform;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Breaks: all ask the injected clock. */
public final class LooksAtItsWatch {
    LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }
}
