package io.latchkey.application.shared;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one rule saw when it was asked about a call, and what it said.
 *
 * @param rule stable name of the rule; lower-case letters, digits and hyphens
 * @param seen what the rule counted, this call included; null where it counts nothing, or does not tell
 * @param limit the most that it admits; null where it has none
 * @param window the time in which it counts; null where it has none
 * @param until the time from which it says otherwise; null where it has none
 * @param note a short text; never a code, password, token, key, login or contact
 */
public record Finding(
        String rule,
        Verdict verdict,
        @Nullable Integer seen,
        @Nullable Integer limit,
        @Nullable Duration window,
        @Nullable Instant until,
        @Nullable String note) {
    /** What a rule says. */
    public enum Verdict {
        /** The call may go on. */
        PASSED,
        /** The call is refused. */
        REFUSED,
        /** The call goes on, but what it would have brought about beside is left out, such as a notice. */
        HELD,
        /** The call goes on, and from now on others are refused. */
        LOCKED,
        /** The caller is told that the call was admitted, so that nobody learns of an account; nothing is sent. */
        WITHHELD
    }

    public static Finding of(String rule, Verdict verdict) {
        return new Finding(rule, verdict, null, null, null, null, null);
    }

    public static Finding passed(String rule) {
        return of(rule, Verdict.PASSED);
    }

    public static Finding refused(String rule) {
        return of(rule, Verdict.REFUSED);
    }

    /** A refusal after a right code, because its account or contact is no longer what it was. */
    public static Finding refusedAfterCode(String why) {
        return refused("account-of-code").noting(why);
    }

    /** The same with what was counted and the most that is admitted. */
    public Finding counted(int calls, int most) {
        return new Finding(rule, verdict, calls, most, window, until, note);
    }

    /** The same with a window. */
    public Finding within(Duration time) {
        return new Finding(rule, verdict, seen, limit, time, until, note);
    }

    /** The same with an end. */
    public Finding until(Instant end) {
        return new Finding(rule, verdict, seen, limit, window, end, note);
    }

    /** The same with a note. */
    public Finding noting(String text) {
        return new Finding(rule, verdict, seen, limit, window, until, text);
    }
}
