package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.definition.Template;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads the sections {@code poll} and {@code feedback}: the calls about messages that the provider has taken. */
final class FollowUpReader {
    private static final Set<String> CALL = Set.of("url", "method", "query", "headers", "form", "json");
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
        Section section = place.section(with("after", "state", "delivered", "failed", "unconfirmed", "errors"));
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
                call(section, "GET", Set.of()),
                ages,
                section.get("state").oneOrMore().stream()
                        .map(one -> one.read(Selector::parse))
                        .toList(),
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
        Section section = place.section(with("when"));
        return new FollowUp.Feedback(
                call(section, "POST", Set.of("usedAt", "usedAtText")),
                section.find("when").map(Fields::secret).orElseGet(() -> Template.literal("always")));
    }

    private static Set<String> with(String... more) {
        Set<String> known = new HashSet<>(CALL);
        known.addAll(List.of(more));
        return known;
    }

    private static SideCall call(Section section, String usual, Set<String> placeholders) {
        Set<String> known = new HashSet<>(CallTime.NAMES);
        known.addAll(Set.of(REFERENCE, "nonce"));
        known.addAll(placeholders);
        String method = section.find("method").map(Place::text).orElse(usual);
        section.find("method")
                .ifPresent(place ->
                        place.require(Set.of("GET", "POST", "PUT").contains(method), "must be GET, POST or PUT"));
        section.place()
                .require(!section.has("form") || !section.has("json"), "must have one of form and json, or none");
        Optional<RequestBody> body = section.find("form")
                .<RequestBody>map(
                        form -> new RequestBody.Form(RequestReader.templates(form, known), Set.of(), List.of()))
                .or(() -> section.find("json").map(json -> new RequestBody.Json(element(json, known), List.of())));
        section.place().require(body.isEmpty() || !method.equals("GET"), "must have no body with GET");
        SideCall call = new SideCall(
                method,
                RequestReader.url(section.get("url"), known),
                section.find("query")
                        .map(query -> RequestReader.templates(query, known))
                        .orElseGet(Map::of),
                section.find("headers")
                        .map(headers -> RequestReader.headers(headers, known))
                        .orElseGet(Map::of),
                body);
        section.place()
                .require(
                        call.templates().stream().anyMatch(template -> template.names(REFERENCE)),
                        "must have {reference} in its address or its body");
        return call;
    }

    private static RequestBody.Element element(Place place, Set<String> known) {
        if (place.isMap()) {
            Map<String, RequestBody.Element> members = new LinkedHashMap<>();
            place.members().forEach((name, member) -> members.put(name, element(member, known)));
            return new RequestBody.Element.Members(members);
        }
        if (place.isList()) {
            return new RequestBody.Element.Items(
                    place.oneOrMore().stream().map(item -> element(item, known)).toList());
        }
        return new RequestBody.Element.Text(Fields.template(place, known));
    }
}
