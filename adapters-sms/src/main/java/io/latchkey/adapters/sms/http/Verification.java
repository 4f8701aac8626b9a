package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.otp.port.OwnerAnswer.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The calls about codes that the provider makes itself. The definition's request starts a verification.
 *
 * @param digits number of decimal digits of the provider's codes; 0 for a code that no person types
 * @param cancel empty where a verification cannot be canceled
 * @param cancelsFirst whether a verification that goes on must be canceled before another one can start
 * @param silentUrl the address that the reader's device opens; empty for codes that are typed
 * @param words what answers to a check mean
 */
public record Verification(
        Template digits,
        SideCall check,
        Optional<SideCall> cancel,
        boolean cancelsFirst,
        Optional<Template> silentUrl,
        Words words) {
    /** The placeholder of a guess. */
    static final String CODE = "code";

    /**
     * What a word or a status says of a guess. Only one of the two is there.
     *
     * @param statuses set where the line is about statuses
     * @param word set where the line is about a word
     */
    public record Meaning(
            Verdict verdict, Optional<AnswerRules.Statuses> statuses, Optional<AnswerRules.Pattern> word) {
        /** Whether the line covers more than one status or word. */
        boolean isWide() {
            return statuses.filter(AnswerRules.Statuses::isWide).isPresent()
                    || word.filter(AnswerRules.Pattern::isBeginning).isPresent();
        }

        private boolean fits(String text) {
            return word.filter(pattern -> pattern.matches(text)).isPresent();
        }

        private boolean fits(int status) {
            return statuses.filter(range -> range.fits(status)).isPresent();
        }
    }

    /**
     * What answers to a check mean.
     *
     * @param at places of the provider's word; the first place with a word that is known counts
     * @param verdicts what words and statuses mean
     * @param sample text of an answer, for checks, with {@code {code}} in place of the word; empty when the check can make it up
     */
    public record Words(List<Selector> at, List<Meaning> verdicts, String sample) {
        /** What an answer says of a guess. A guess is right only in an answer of success that has the word for it. */
        public Verdict verdict(Answer answer) {
            Verdict found = at.stream()
                    .flatMap(place -> place.find(answer).stream())
                    .flatMap(text -> verdicts.stream()
                            .filter(meaning -> meaning.fits(text))
                            .limit(1))
                    .findFirst()
                    .or(() -> verdicts.stream()
                            .filter(meaning -> meaning.fits(answer.status()))
                            .findFirst())
                    .map(Meaning::verdict)
                    .orElse(Verdict.NONE);
            return found == Verdict.RIGHT && answer.status() / 100 != 2 ? Verdict.NONE : found;
        }
    }

    /** Which of the calls is meant. */
    public enum Deed {
        CHECK,
        CANCEL;

        Optional<SideCall> of(Verification verification) {
            return this == CHECK ? Optional.of(verification.check()) : verification.cancel();
        }
    }

    /** The name of a verdict in definitions, such as {@code used-up}. */
    public static String nameOf(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The placeholders of calls about a code. */
    static Map<String, String> known(String reference, String to, String guess) {
        return Map.of(
                FollowUp.REFERENCE,
                reference,
                "to",
                to,
                "toDigits",
                to.startsWith("+") ? to.substring(1) : to,
                CODE,
                guess);
    }

    List<Template> templates() {
        List<Template> all = new ArrayList<>(check.templates());
        cancel.ifPresent(call -> all.addAll(call.templates()));
        silentUrl.ifPresent(all::add);
        all.add(digits);
        return all;
    }
}
