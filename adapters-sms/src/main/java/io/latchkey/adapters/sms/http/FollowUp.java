package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.delivery.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is asked and told after a message was taken.
 *
 * @param poll asks what became of it; empty where the provider tells by itself
 * @param feedback tells that its code was used; empty where the provider does not want to know
 */
public record FollowUp(Optional<Poll> poll, Optional<Feedback> feedback) {
    /** Nothing is asked or told. */
    static final FollowUp NONE = new FollowUp(Optional.empty(), Optional.empty());

    /** The placeholder of the provider's own id of the message. */
    static final String REFERENCE = "reference";

    /**
     * A question what became of a message.
     *
     * @param ages of the message at which it is asked
     * @param state places of the state in the answer; the first place with a value counts
     * @param reasonAt places of the provider's code for a failure
     * @param reasons classes of these codes
     */
    public record Poll(
            SideCall call,
            List<Duration> ages,
            List<Selector> state,
            ReceiptForm.States states,
            List<Selector> reasonAt,
            List<AnswerRules.Rule> reasons) {
        /** What an answer says about a message; empty when it is still on its way, or the answer is no success. */
        Optional<Report> read(Answer answer, String reference) {
            return told(answer, reference).map(ReceiptForm.Told::report);
        }

        /** The same, with the line of the definition that knows why the message failed. */
        public Optional<ReceiptForm.Told> told(Answer answer, String reference) {
            if (answer.status() / 100 != 2) {
                return Optional.empty();
            }
            return state.stream()
                    .map(place -> place.find(answer))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .flatMap(word -> states.told(reference, word, () -> cause(answer)));
        }

        private Optional<AnswerRules.Rule> cause(Answer answer) {
            return AnswerRules.first(
                    reasons,
                    reasonAt.stream()
                            .flatMap(place -> place.find(answer).stream())
                            .toList());
        }
    }

    /**
     * A report that a code was used.
     *
     * @param when nothing is told while this is an empty text or {@code false}
     */
    public record Feedback(SideCall call, Template when) {}

    List<Template> templates() {
        List<Template> all = new ArrayList<>();
        poll.ifPresent(question -> all.addAll(question.call().templates()));
        feedback.ifPresent(report -> {
            all.addAll(report.call().templates());
            all.add(report.when());
        });
        return all;
    }
}
