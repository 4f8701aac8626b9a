package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.provider.ErrorClass;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * Decides what a provider's answers mean.
 *
 * @param accepted statuses that may mean that the provider took the message; 200 to 299
 * @param condition must also hold for the message to count as taken
 * @param reference places of the provider's own id of the message; the first place with a value counts
 * @param errorAt places of the provider's own error code; the first place with a value that a rule knows counts
 * @param pause wait after {@link ErrorClass#THROTTLED} and {@link ErrorClass#MESSAGE_THROTTLED} when the answer names none
 * @param sample text of an accepting answer, for checks; empty when the check can make it up
 * @param refusal text of a refusing answer, for checks, with {@code {code}} in place of the code; empty when the check
 *     can make it up
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
     * A condition on one value of an answer.
     *
     * @param isOneOf true when the value must be one of these; false when it must be none of them
     */
    public record Condition(Selector at, boolean isOneOf, List<Pattern> values) {
        boolean holds(Answer answer) {
            Optional<String> found = at.find(answer);
            return isOneOf
                    ? found.filter(value -> Pattern.matchesAny(values, value)).isPresent()
                    : found.filter(value -> Pattern.matchesAny(values, value)).isEmpty();
        }
    }

    /** Matches one text; with {@code *} at its end, every text that begins so. */
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

        /** A text that this pattern matches. */
        public String example() {
            return isBeginning() ? text.substring(0, text.length() - 1) + "1" : text;
        }
    }

    /**
     * One line of the error map.
     *
     * @param statuses lowest and highest status, when the line is about statuses
     * @param value the provider's code, when the line is about a code
     * @param words the reason to record
     */
    public record Rule(ErrorClass errorClass, Optional<Statuses> statuses, Optional<Pattern> value, String words) {
        static Rule ofStatus(int low, int high, ErrorClass errorClass, String words) {
            return ofStatuses(new Statuses(low, high), errorClass, words);
        }

        static Rule ofStatuses(Statuses statuses, ErrorClass errorClass, String words) {
            return new Rule(errorClass, Optional.of(statuses), Optional.empty(), words);
        }

        /** Whether the rule covers more than one status or code. */
        boolean isWide() {
            return statuses.filter(Statuses::isWide).isPresent()
                    || value.filter(Pattern::isBeginning).isPresent();
        }

        boolean fits(int status) {
            return statuses.filter(range -> range.fits(status)).isPresent();
        }

        /** The part of the answer to record: the definition's text of the code, or the status. Nothing else of an answer is recorded. */
        private String detail(int status) {
            return value.map(Pattern::text).orElse(Integer.toString(status));
        }

        boolean fits(String code) {
            return value.filter(pattern -> pattern.matches(code)).isPresent();
        }
    }

    /** The HTTP statuses from one to another. */
    public record Statuses(int low, int high) {
        private static final java.util.regex.Pattern WRITTEN =
                java.util.regex.Pattern.compile("http ([1-5])([0-9]{2}|xx)");

        /** Reads a status such as {@code http 429}, or a class of them such as {@code http 5xx}; empty for another text. */
        static Optional<Statuses> parse(String text) {
            Matcher written = WRITTEN.matcher(text);
            if (!written.matches()) {
                return Optional.empty();
            }
            boolean isClass = written.group(2).equals("xx");
            int low = Integer.parseInt(written.group(1) + (isClass ? "00" : written.group(2)));
            return Optional.of(new Statuses(low, isClass ? low + 99 : low));
        }

        boolean isWide() {
            return low != high;
        }

        boolean fits(int status) {
            return low <= status && status <= high;
        }
    }

    /** The rules that apply where a definition has none. */
    private static final List<Rule> DEFAULTS = List.of(
            Rule.ofStatus(300, 399, ErrorClass.PERMANENT, "redirect not followed"),
            Rule.ofStatus(401, 401, ErrorClass.AUTHENTICATION, "authentication"),
            Rule.ofStatus(402, 402, ErrorClass.AUTHENTICATION, "payment required"),
            // Providers answer so to one message: to a region, a number or a sender that the account may not use.
            Rule.ofStatus(403, 403, ErrorClass.PERMANENT, "not permitted"),
            Rule.ofStatus(404, 405, ErrorClass.PERMANENT, "no such interface"),
            // The provider did not wait for the whole request, so it did not take the message.
            Rule.ofStatus(408, 408, ErrorClass.TEMPORARY, "provider gave up reading"),
            Rule.ofStatus(410, 410, ErrorClass.PERMANENT, "no such interface"),
            Rule.ofStatus(429, 429, ErrorClass.THROTTLED, "provider throttles"),
            Rule.ofStatus(400, 499, ErrorClass.PERMANENT, "message refused"),
            Rule.ofStatus(500, 999, ErrorClass.TEMPORARY, "provider failed"));

    /** @param retryAfter the pause that the answer asked for */
    public DeliveryOutcome outcome(String provider, Answer answer, Optional<Duration> retryAfter) {
        if (accepts(answer)) {
            return new DeliveryOutcome.Accepted(
                    provider, find(reference, answer).filter(AnswerRules::isReference));
        }
        return refusal(answer)
                .map(rule -> outcome(rule, rule.detail(answer.status()), retryAfter, pause))
                .orElseGet(() -> withoutRule(answer));
    }

    /**
     * The class of an answer that does not accept the message. Empty for an answer that accepts it, and for one that has no
     * meaning.
     */
    public Optional<ErrorClass> classOf(Answer answer) {
        return accepts(answer)
                ? Optional.empty()
                : refusal(answer)
                        .map(Rule::errorClass)
                        .or(() -> isVerdict(answer) ? Optional.of(ErrorClass.PERMANENT) : Optional.empty());
    }

    private boolean accepts(Answer answer) {
        return accepted.contains(answer.status())
                && condition.map(one -> one.holds(answer)).orElse(true);
    }

    private List<String> codes(Answer answer) {
        return errorAt.stream().flatMap(place -> place.find(answer).stream()).toList();
    }

    /** The rule that the provider's code or the status fits. */
    private Optional<Rule> refusal(Answer answer) {
        int status = answer.status();
        return first(rules, codes(answer))
                .or(() -> rules.stream().filter(rule -> rule.fits(status)).findFirst())
                .or(() -> DEFAULTS.stream().filter(rule -> rule.fits(status)).findFirst());
    }

    private DeliveryOutcome withoutRule(Answer answer) {
        String detail = " (" + answer.status() + ")";
        return isVerdict(answer)
                ? new DeliveryOutcome.Declined("message refused" + detail)
                : new DeliveryOutcome.Unknown("unexpected answer" + detail);
    }

    /** A provider that names a state or a code has read the message, and has not taken it. */
    private boolean isVerdict(Answer answer) {
        return !codes(answer).isEmpty()
                || condition.flatMap(one -> one.at().find(answer)).isPresent();
    }

    /** The first of these codes that a rule knows, with that rule; empty when no rule knows any. */
    static Optional<Rule> first(List<Rule> rules, List<String> codes) {
        return codes.stream()
                .flatMap(code -> rules.stream().filter(rule -> rule.fits(code)).limit(1))
                .findFirst();
    }

    /** What the reason in a receipt would have meant as an answer. */
    static DeliveryOutcome meaning(Rule reason) {
        return outcome(reason, reason.value().map(Pattern::text).orElse(""), Optional.empty(), Optional.empty());
    }

    /** The line that a complaint of a message's reader would have been. */
    static Rule complaint(Pattern word) {
        return new Rule(ErrorClass.COMPLAINED, Optional.empty(), Optional.of(word), ErrorClass.COMPLAINED.wireName());
    }

    private static DeliveryOutcome outcome(
            Rule rule, String detail, Optional<Duration> retryAfter, Optional<Duration> pause) {
        String reason = rule.words() + " (" + detail + ")";
        return switch (rule.errorClass()) {
            case BAD_NUMBER, OPTED_OUT, BOUNCED, COMPLAINED ->
                new DeliveryOutcome.Rejected(reason, rule.errorClass().lasting());
            case PERMANENT -> new DeliveryOutcome.Declined(reason);
            case THROTTLED -> DeliveryOutcome.Deferred.busy(reason, retryAfter.or(() -> pause));
            case MESSAGE_THROTTLED -> DeliveryOutcome.Deferred.ofMessage(reason, retryAfter.or(() -> pause));
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
