package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.provider.ErrorClass;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider's answers mean.
 *
 * @param accepted statuses that may mean that the provider took the message; 200 to 299
 * @param condition what else must hold then
 * @param reference where the provider's own id of the message stands; the first place that has one
 * @param errorAt where the provider's own error code stands; the first place that has one
 * @param pause wait after {@link ErrorClass#THROTTLED} where the answer names none
 * @param sample text of an accepting answer, for checks; empty where it can be made up
 * @param refusal text of a refusing answer, for checks, with {@code {code}} where the code stands; empty where it can be made up
 */
public record AnswerRules(
        Set<Integer> accepted,
        Optional<Condition> condition,
        List<Selector> reference,
        List<Selector> errorAt,
        List<Rule> rules,
        Optional<Duration> pause,
        String sample,
        String refusal) {
    private static final int LONGEST_REFERENCE = 100;

    /**
     * Something an answer must say.
     *
     * @param isOneOf whether the value must, or must not, be one of these
     */
    public record Condition(Selector at, boolean isOneOf, List<Pattern> values) {
        boolean holds(Answer answer) {
            Optional<String> found = at.find(answer);
            return isOneOf
                    ? found.filter(value -> Pattern.matchesAny(values, value)).isPresent()
                    : found.filter(value -> Pattern.matchesAny(values, value)).isEmpty();
        }
    }

    /** A text to compare with, or the beginning of one when it ends in {@code *}. */
    public record Pattern(String text) {
        boolean matches(String value) {
            return isBeginning() ? value.startsWith(text.substring(0, text.length() - 1)) : text.equals(value);
        }

        static boolean matchesAny(List<Pattern> patterns, String value) {
            return patterns.stream().anyMatch(pattern -> pattern.matches(value));
        }

        boolean isBeginning() {
            return text.endsWith("*");
        }

        /** A text it matches. */
        public String example() {
            return isBeginning() ? text.substring(0, text.length() - 1) + "1" : text;
        }
    }

    /**
     * One line of the error map.
     *
     * @param statuses lowest and highest status, where it is about the status
     * @param value the provider's code, where it is about that
     * @param words what the reason says
     */
    public record Rule(ErrorClass errorClass, Optional<Statuses> statuses, Optional<Pattern> value, String words) {
        static Rule ofStatus(int low, int high, ErrorClass errorClass, String words) {
            return new Rule(errorClass, Optional.of(new Statuses(low, high)), Optional.empty(), words);
        }

        /** Whether it is about more than one status or code. */
        boolean isWide() {
            return statuses.filter(range -> range.low() != range.high()).isPresent()
                    || value.filter(Pattern::isBeginning).isPresent();
        }

        boolean fits(int status) {
            return statuses.filter(range -> status >= range.low() && status <= range.high())
                    .isPresent();
        }

        boolean fits(String code) {
            return value.filter(pattern -> pattern.matches(code)).isPresent();
        }
    }

    public record Statuses(int low, int high) {}

    /** What holds where a definition says nothing. */
    private static final List<Rule> DEFAULTS = List.of(
            Rule.ofStatus(300, 399, ErrorClass.PERMANENT, "redirect not followed"),
            Rule.ofStatus(401, 401, ErrorClass.AUTHENTICATION, "authentication"),
            Rule.ofStatus(402, 402, ErrorClass.AUTHENTICATION, "payment required"),
            Rule.ofStatus(403, 403, ErrorClass.AUTHENTICATION, "authentication"),
            Rule.ofStatus(404, 405, ErrorClass.PERMANENT, "no such interface"),
            // The provider did not wait for the whole request, so it did not take the message.
            Rule.ofStatus(408, 408, ErrorClass.TEMPORARY, "provider gave up reading"),
            Rule.ofStatus(410, 410, ErrorClass.PERMANENT, "no such interface"),
            Rule.ofStatus(429, 429, ErrorClass.THROTTLED, "provider throttles"),
            Rule.ofStatus(400, 499, ErrorClass.PERMANENT, "message refused"),
            Rule.ofStatus(500, 999, ErrorClass.TEMPORARY, "provider failed"));

    /** @param retryAfter the pause that the answer asked for */
    DeliveryOutcome outcome(String provider, Answer answer, Optional<Duration> retryAfter) {
        int status = answer.status();
        if (accepted.contains(status) && condition.map(one -> one.holds(answer)).orElse(true)) {
            return new DeliveryOutcome.Accepted(
                    provider, find(reference, answer).filter(AnswerRules::isReference));
        }
        Optional<String> code = find(errorAt, answer);
        Optional<Rule> byCode = code.flatMap(
                value -> rules.stream().filter(rule -> rule.fits(value)).findFirst());
        if (byCode.isPresent()) {
            // The definition's own words, not the answer's: nothing of an answer gets into a record.
            return outcome(byCode.get(), byCode.get().value().map(Pattern::text).orElse(""), retryAfter);
        }
        return rules.stream()
                .filter(rule -> rule.fits(status))
                .findFirst()
                .or(() -> DEFAULTS.stream().filter(rule -> rule.fits(status)).findFirst())
                .map(rule -> outcome(rule, Integer.toString(status), retryAfter))
                .orElseGet(() -> new DeliveryOutcome.Unknown("unexpected answer (" + status + ")"));
    }

    private DeliveryOutcome outcome(Rule rule, String detail, Optional<Duration> retryAfter) {
        String reason = rule.words() + " (" + detail + ")";
        return switch (rule.errorClass()) {
            case BAD_NUMBER, OPTED_OUT -> new DeliveryOutcome.Rejected(reason);
            case PERMANENT -> new DeliveryOutcome.Declined(reason);
            case THROTTLED -> DeliveryOutcome.Deferred.busy(reason, retryAfter.or(() -> pause));
            case AUTHENTICATION, TEMPORARY -> new DeliveryOutcome.Deferred(reason, retryAfter);
        };
    }

    private static Optional<String> find(List<Selector> places, Answer answer) {
        return places.stream()
                .map(place -> place.find(answer))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isReference(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_REFERENCE
                && text.chars().noneMatch(Character::isISOControl);
    }
}
