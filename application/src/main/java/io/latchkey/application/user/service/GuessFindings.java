package io.latchkey.application.user.service;

import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Instant;

/** What counters of wrong guesses say of a call. */
public final class GuessFindings {
    private GuessFindings() {}

    /** What a counter says before a guess is compared. */
    public static Finding of(String rule, SignInFailures counted, Instant now) {
        return of(rule, counted, counted.isShut(now) ? Verdict.REFUSED : Verdict.PASSED);
    }

    public static Finding of(String rule, SignInFailures counted, Verdict verdict) {
        Finding finding = Finding.of(rule, verdict).counted(counted.failures(), User.MAX_CONSECUTIVE_FAILURES);
        if (counted.isStopped()) {
            return finding.noting("stopped until the owner succeeds");
        }
        return counted.lockedUntil().equals(Instant.EPOCH) ? finding : finding.until(counted.lockedUntil());
    }
}
