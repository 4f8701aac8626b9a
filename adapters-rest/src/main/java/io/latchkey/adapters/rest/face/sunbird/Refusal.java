package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.ProblemFact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.throttle.ThrottleLimit;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What Sunbird calls its refusals. */
final class Refusal {
    private static final Pattern HARMLESS = Pattern.compile("[\\w.@+-]{1,40}");

    private Refusal() {}

    /**
     * What a refusal is called.
     *
     * @param result more about it, in the order it is written; empty for most
     */
    private record Name(String code, Map<String, Object> result) implements ProblemFact {}

    private static Problem of(String code, String sentence) {
        return Problem.of(400, "sunbird-refusal", "Refused").detail(sentence).about(new Name(code, Map.of()));
    }

    /** Ends a request that cannot be understood. */
    static WebApplicationException ending(Problem refusal) {
        return new WebApplicationException(refusal.toResponse());
    }

    static Problem missing(String field) {
        return of("MANDATORY_PARAMETER_MISSING", "Mandatory parameter " + field + " is missing.");
    }

    static Problem notText(String field) {
        return of("INVALID_VALUE", "Data type of " + field + " should be String.");
    }

    static Problem notAnObject(String field) {
        return of("INVALID_VALUE", "Data type of " + field + " should be Map.");
    }

    /** @param given repeated where it is short and harmless */
    static Problem invalidType(String given) {
        return of(
                "INVALID_VALUE",
                "Invalid type" + (HARMLESS.matcher(given).matches() ? ": " + given : "") + ". Valid values are: "
                        + ContactType.names() + ".");
    }

    static Problem invalidParameter(String field, String given) {
        return of(
                "INVALID_VALUE",
                "Invalid value " + (HARMLESS.matcher(given).matches() ? given + " " : "") + "for parameter " + field
                        + ". Please provide a valid value.");
    }

    static Problem invalidContact(ContactKind kind) {
        return kind == ContactKind.PHONE
                ? of("INVALID_PHONE", "Please provide a valid phone number.")
                : of("INVALID_EMAIL", "Email is invalid.");
    }

    static Problem inUse(ContactKind kind) {
        return of(
                kind == ContactKind.PHONE ? "PHONE_ALREADY_IN_USE" : "EMAIL_IN_USE",
                "Phone or email is already in used.");
    }

    static Problem blocked(ContactKind kind) {
        return kind == ContactKind.PHONE
                ? of("PHONE_IS_BLOCKED", "Phone is blocked.")
                : of("EMAIL_IS_BLOCKED", "Email is blocked.");
    }

    static Problem unknownUser() {
        return of("USER_NOT_FOUND", "user not found.");
    }

    /** The account has no such contact. Of a former one not even that is told apart from an account that nobody has. */
    static Problem noContact(ContactType type) {
        return type.ofAccount().isFormer() ? unknownUser() : invalidData();
    }

    static Problem invalidData() {
        return of("INVALID_REQUESTED_DATA", "Requested data for this operation is not valid.");
    }

    static Problem limitReached(ThrottleLimit limit) {
        return of(
                "MAX_LIMIT_EXHAUSTED",
                "Only " + limit.quota() + " OTP can be generated with in " + spell(limit.window()));
    }

    static Problem wrongCode(int attemptsLeft, int maxAttempts) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("maxAllowedAttempt", maxAttempts);
        result.put("remainingAttempt", attemptsLeft);
        String code = "OTP_VERIFICATION_FAILED";
        return of(code, "OTP verification failed. Remaining attempt count is " + attemptsLeft + ".")
                .about(new Name(code, result));
    }

    static Problem invalidCode() {
        return of("ERROR_INVALID_OTP", "Invalid OTP.");
    }

    static Problem unauthorized() {
        return Problem.of(401, "unauthorized", "Unauthorized").header(HttpHeaders.WWW_AUTHENTICATE, BearerToken.SCHEME);
    }

    /** Puts any refusal of the service into an envelope. */
    static Envelope envelope(String id, Problem problem) {
        if (problem.status() >= 500) {
            return Envelope.refusal(id, "SERVER_ERROR", "SERVER_ERROR", "Process failed, please try again.", Map.of());
        }
        return problem.fact(Name.class)
                .map(name -> Envelope.refusal(
                        id, "CLIENT_ERROR", name.code(), problem.detail().orElse(""), name.result()))
                .orElseGet(() -> unnamed(id, problem));
    }

    private static Envelope unnamed(String id, Problem problem) {
        return switch (problem.status()) {
            case 400 -> envelope(id, invalidData());
            case 401 -> Envelope.refusal(id, "UNAUTHORIZED", "UNAUTHORIZED", "You are not authorized.", Map.of());
            case 404 ->
                Envelope.refusal(
                        id, "RESOURCE_NOT_FOUND", "RESOURCE_NOT_FOUND", "Requested resource not found.", Map.of());
            case 429 ->
                Envelope.refusal(
                        id,
                        "TOO_MANY_REQUESTS",
                        "TOO_MANY_REQUESTS",
                        "Your rate limit has exceeded. You can retry after some time.",
                        Map.of());
            default ->
                Envelope.refusal(
                        id,
                        "CLIENT_ERROR",
                        problem.title().toUpperCase(Locale.ROOT).replace(' ', '_'),
                        problem.title() + ".",
                        Map.of());
        };
    }

    /** In the largest unit that divides it. */
    private static String spell(Duration window) {
        long seconds = window.toSeconds();
        if (seconds % 3600 == 0) {
            return count(seconds / 3600, "hour");
        }
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
