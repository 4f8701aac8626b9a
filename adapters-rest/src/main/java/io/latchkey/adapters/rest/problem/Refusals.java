package io.latchkey.adapters.rest.problem;

import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.throttle.ThrottleLimit;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.List;

/** Refusals that several features share. */
public final class Refusals {
    /** Problem type that draft-ietf-httpapi-ratelimit-headers registers. */
    private static final String QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded";

    private Refusals() {}

    /** Refuses a call that comes too soon. After the seconds of {@code Retry-After} the call may be repeated. */
    public static Problem tooSoon(TooSoon why) {
        return why.fold(
                Refusals::throttled,
                used -> throttled(used.throttled()),
                blocked -> later("blocked", "The destination is blocked", blocked.retryAfter()),
                notBefore -> later("not-yet", "No code is sent at this time", notBefore.retryAfter())
                        .with("violated-policies", List.of(notBefore.rule())));
    }

    private static Problem later(String type, String title, Duration wait) {
        return Problem.of(429, type, title)
                .detail("Try again in " + wholeSeconds(wait) + (wholeSeconds(wait) == 1 ? " second." : " seconds."))
                .with("retryAfter", wholeSeconds(wait))
                .about(new ProblemFact.RetryAfter(wholeSeconds(wait)))
                .header("Retry-After", Long.toString(wholeSeconds(wait)));
    }

    /** Refuses a call above a limit. After the seconds of {@code Retry-After} the call may be repeated. */
    public static Problem throttled(Throttled throttled) {
        ThrottleLimit limit = throttled.limit();
        long wait = wholeSeconds(throttled.retryAfter());
        String name = '"' + limit.name() + '"';
        return Problem.of(429, QUOTA_EXCEEDED, "Request cannot be satisfied as assigned quota has been exceeded")
                .detail("Too many requests; try again in " + wait + (wait == 1 ? " second." : " seconds."))
                .with("violated-policies", List.of(limit.name()))
                .with("retryAfter", wait)
                .about(new ProblemFact.RetryAfter(wait))
                .header("Retry-After", Long.toString(wait))
                .header("RateLimit-Policy", name + ";q=" + limit.quota() + ";w=" + wholeSeconds(limit.window()))
                .header("RateLimit", name + ";r=0;t=" + wait);
    }

    /** Refuses a password that is not compared, because too many wrong ones came. */
    public static Problem passwordsLocked(Duration retryAfter) {
        long wait = wholeSeconds(retryAfter);
        return Problem.of(429, "sign-in-locked", "Too many wrong passwords")
                .detail("Nothing was compared; try again in " + wait + (wait == 1 ? " second." : " seconds."))
                .with("retryAfter", wait)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(wait));
    }

    /** Refuses every password of an account, until it is reset. */
    public static Problem passwordsStopped() {
        return Problem.of(403, "password-stopped", "The password is no longer taken")
                .detail("Too many wrong passwords; reset the password.");
    }

    /**
     * Refuses a change that could cost the user the account. The sign-in is too old, or there was none, as with an API
     * credential.
     */
    public static Problem recentSignInRequired() {
        return Problem.of(403, "recent-sign-in-required", "A recent sign-in is needed")
                .detail("Sign in again and repeat the request.");
    }

    public static Problem usernameTaken() {
        return Problem.of(409, "username-taken", "The username is taken").with("field", "username");
    }

    /** @param obstacle what of the account stands against it, such as {@code last-administrator} */
    public static Problem accountState(String obstacle) {
        return Problem.of(409, "account-state", "The account does not allow this now")
                .with("obstacle", obstacle);
    }

    public static Problem contactTaken() {
        return Problem.of(409, "contact-taken", "The contact belongs to another account")
                .detail("Another account verified this contact first.");
    }

    public static Problem notFound() {
        return Problem.of(404, "not-found", "Not Found");
    }

    /** Rounds a duration up to whole seconds; 1 or more. */
    public static long wholeSeconds(Duration duration) {
        long seconds = duration.getNano() == 0 ? duration.getSeconds() : duration.getSeconds() + 1;
        return Math.max(1, seconds);
    }
}
