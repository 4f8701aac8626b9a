package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.definition.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the sections {@code poll} and {@code feedback}: the calls about messages that the provider has taken. */
final class FollowUpReader {
    private static final String REFERENCE = FollowUp.REFERENCE;
    private static final int MOST_AGES = 8;

    private FollowUpReader() {}

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key */
    static FollowUp read(Section top) {
        if (!top.has("poll") && !top.has("feedback")) {
            return FollowUp.NONE;
        }
        top.place()
                .require(top.has(REFERENCE), "must have the key reference, by which poll and feedback find a message");
        Problems problems = new Problems();
        Supplier<Optional<FollowUp.Poll>> poll =
                problems.attempt(() -> top.find("poll").map(FollowUpReader::poll));
        Supplier<Optional<FollowUp.Feedback>> feedback =
                problems.attempt(() -> top.find("feedback").map(FollowUpReader::feedback));
        problems.refuseAny();
        return new FollowUp(poll.get(), feedback.get());
    }

    private static FollowUp.Poll poll(Place place) {
        Section section =
                place.section(SideCallReader.keys("after", "state", "delivered", "failed", "unconfirmed", "errors"));
        List<Duration> ages =
                section.get("after").oneOrMore().stream().map(Fields::duration).toList();
        section.get("after")
                .require(
                        ages.size() <= MOST_AGES
                                && !ages.get(0).isZero()
                                && ages.equals(ages.stream().sorted().distinct().toList()),
                        "must be at most " + MOST_AGES + " durations of more than zero, the shortest first");
        Optional<ReceiptForm.Reasons> reasons = section.find("errors")
                .map(errors -> AnswerReader.reasons(errors, FollowUpReader::isPlace, "must be a place in the answer"));
        return new FollowUp.Poll(
                SideCallReader.call(section, "GET", Set.of()),
                ages,
                HttpFields.selectors(section.get("state")),
                new ReceiptForm.States(
                        HttpFields.patterns(section.get("delivered")),
                        HttpFields.patterns(section.get("failed")),
                        section.find("unconfirmed").map(HttpFields::patterns).orElseGet(List::of),
                        List.of()),
                reasons.map(known -> known.at().stream().map(Selector::parse).toList())
                        .orElseGet(List::of),
                reasons.map(ReceiptForm.Reasons::rules).orElseGet(List::of));
    }

    private static boolean isPlace(String text) {
        try {
            return !Selector.parse(text).equals(new Selector.OwnId());
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static FollowUp.Feedback feedback(Place place) {
        Section section = place.section(SideCallReader.keys("when"));
        return new FollowUp.Feedback(
                SideCallReader.call(section, "POST", Set.of("usedAt", "usedAtText")),
                section.find("when").map(Fields::secret).orElseGet(() -> Template.literal("always")));
    }
}
