package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.provider.ErrorClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what a provider's answers mean: the keys {@code accepted}, {@code reference} and {@code errors}. */
final class AnswerReader {
    private AnswerReader() {}

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key of all problems */
    static AnswerRules answers(Section top) {
        Problems problems = new Problems();
        Supplier<Section> accepted = problems.attempt(
                () -> problems.section(top.get("accepted"), Set.of("status", "at", "is", "not", "sample")));
        Supplier<Set<Integer>> statuses =
                problems.attempt(() -> statuses(accepted.get().get("status")));
        Supplier<Optional<AnswerRules.Condition>> condition = problems.attempt(() -> condition(accepted.get()));
        Supplier<List<Selector>> reference = problems.attempt(
                () -> top.find("reference").map(AnswerReader::references).orElseGet(List::of));
        Supplier<Optional<Section>> errors =
                problems.attempt(() -> top.find("errors").map(place -> problems.section(place, errorKeys())));
        Supplier<List<Selector>> errorAt = problems.attempt(() -> errors.get()
                .flatMap(section -> section.find("at"))
                .map(HttpFields::selectors)
                .orElseGet(List::of));
        Supplier<List<AnswerRules.Rule>> rules = problems.attempt(() ->
                errors.get().map(section -> rules(section, section.has("at"))).orElseGet(List::of));
        Supplier<Optional<Duration>> pause = problems.attempt(
                () -> errors.get().flatMap(section -> section.find("wait")).map(Fields::duration));
        Supplier<String> sample = problems.attempt(
                () -> accepted.get().find("sample").map(Place::text).orElse(""));
        Supplier<String> refusal = problems.attempt(() -> errors.get()
                .flatMap(section -> section.find("sample"))
                .map(AnswerReader::refusal)
                .orElse(""));
        problems.refuseAny();
        return new AnswerRules(
                statuses.get(),
                condition.get(),
                reference.get(),
                errorAt.get(),
                rules.get(),
                pause.get(),
                sample.get(),
                refusal.get());
    }

    private static Set<Integer> statuses(Place place) {
        Set<Integer> statuses = new HashSet<>();
        for (Place one : place.oneOrMore()) {
            one.require(one.text().matches("2[0-9]{2}"), "must be 200 to 299");
            statuses.add(Integer.valueOf(one.text()));
        }
        return Set.copyOf(statuses);
    }

    /** A text with the placeholder of a code. */
    static String refusal(Place place) {
        place.require(place.text().contains("{code}"), "must have {code} where the provider's code stands");
        return place.text();
    }

    private static Optional<AnswerRules.Condition> condition(Section accepted) {
        if (!accepted.has("at")) {
            accepted.place().require(!accepted.has("is") && !accepted.has("not"), "must have the key at");
            return Optional.empty();
        }
        if (accepted.has("is") == accepted.has("not")) {
            throw accepted.place().refuse("must have one of is and not beside at");
        }
        boolean isOneOf = accepted.has("is");
        return Optional.of(new AnswerRules.Condition(
                accepted.get("at").read(Selector::parse),
                isOneOf,
                HttpFields.patterns(accepted.get(isOneOf ? "is" : "not"))));
    }

    private static Set<String> errorKeys() {
        return Stream.concat(
                        Stream.of("at", "wait", "sample"),
                        Arrays.stream(ErrorClass.values()).map(ErrorClass::wireName))
                .collect(Collectors.toSet());
    }

    /**
     * Reads the reasons in receipts: {@code at} and the classes of answers.
     *
     * @param isPlace whether a text can be a place in these receipts
     * @param reason why a text cannot
     */
    static ReceiptForm.Reasons reasons(Place place, Predicate<String> isPlace, String reason) {
        Set<String> known = errorKeys();
        known.removeAll(Set.of("wait", "sample"));
        Section section = place.section(known);
        List<Place> places = section.get("at").oneOrMore();
        places.forEach(one -> one.require(isPlace.test(one.text()), reason));
        return new ReceiptForm.Reasons(places.stream().map(Place::text).toList(), codes(section));
    }

    /** Reads the reasons in receipts of a protocol that tells where their code is: the classes of answers, without a place. */
    static List<AnswerRules.Rule> reasons(Place place) {
        Set<String> known = errorKeys();
        known.removeAll(Set.of("at", "wait", "sample"));
        return codes(place.section(known));
    }

    private static List<AnswerRules.Rule> codes(Section section) {
        List<AnswerRules.Rule> rules = rules(section, true);
        section.place()
                .require(
                        rules.stream().allMatch(rule -> rule.statuses().isEmpty()),
                        "must have codes only; receipts have no status");
        return rules;
    }

    private static List<AnswerRules.Rule> rules(Section errors, boolean hasCodes) {
        List<AnswerRules.Rule> rules = new ArrayList<>();
        Problems problems = new Problems();
        problems.each(
                List.of(ErrorClass.values()),
                errorClass -> errors.find(errorClass.wireName())
                        .ifPresent(place -> rules.addAll(rules(place, errorClass, hasCodes))));
        problems.refuseAny();
        // Rules for one status or code go before rules for many of them.
        rules.sort(Comparator.comparing(AnswerRules.Rule::isWide));
        return List.copyOf(rules);
    }

    /** Reads a list of codes, or a mapping from codes to the words of the reason. */
    private static List<AnswerRules.Rule> rules(Place place, ErrorClass errorClass, boolean hasCodes) {
        if (!place.isMap()) {
            return place.oneOrMore().stream()
                    .map(code -> rule(code, errorClass, errorClass.wireName(), hasCodes))
                    .toList();
        }
        return place.members().entrySet().stream()
                .map(line -> rule(
                        place.named(line.getKey()), errorClass, line.getValue().text(), hasCodes))
                .toList();
    }

    private static AnswerRules.Rule rule(Place place, ErrorClass errorClass, String words, boolean hasCodes) {
        String text = place.text();
        Optional<AnswerRules.Statuses> statuses = AnswerRules.Statuses.parse(text);
        if (statuses.isPresent()) {
            return AnswerRules.Rule.ofStatuses(statuses.get(), errorClass, words);
        }
        place.require(!text.startsWith("http"), "must be such as \"http 429\" or \"http 5xx\"");
        place.require(hasCodes, "needs errors.at, which says where the provider's codes stand");
        return new AnswerRules.Rule(errorClass, Optional.empty(), Optional.of(new AnswerRules.Pattern(text)), words);
    }

    /** Reads places in the answer, or {@code {id}} where the provider's receipts carry our own id of the message. */
    private static List<Selector> references(Place place) {
        return !place.isList() && place.text().equals("{id}")
                ? List.of(new Selector.OwnId())
                : HttpFields.selectors(place);
    }
}
