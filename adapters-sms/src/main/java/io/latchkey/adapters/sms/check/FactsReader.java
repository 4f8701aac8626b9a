package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.http.Verification;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads a facts file. In an example, {@code {code}} stands for each of the codes that are listed with it. */
final class FactsReader {
    private static final String CODE = "{code}";
    private static final Pattern DATE = Pattern.compile("20[0-9]{2}(-[0-9]{2}(-[0-9]{2})?)?");
    private static final Set<String> KEYS =
            Set.of("verified", "values", "calls", "answers", "checks", "receipts", "polls", "signatures");

    private final Problems problems = new Problems();
    private final List<Fact> facts = new ArrayList<>();
    private final Map<String, Facts.Document> documents = new LinkedHashMap<>();
    private Map<String, String> values = Map.of();

    private FactsReader() {}

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key of all problems */
    static Facts read(Place root) {
        return new FactsReader().readAll(root);
    }

    private Facts readAll(Place root) {
        Section top = problems.section(root, KEYS);
        problems.attempt(() -> verified(top.get("verified")));
        Supplier<Map<String, String>> given = problems.attempt(() -> texts(top, "values"));
        problems.refuseAny();
        values = given.get();
        each(top, "calls", this::call);
        each(top, "answers", this::answer);
        each(top, "checks", this::check);
        each(top, "receipts", this::receipt);
        each(top, "polls", this::poll);
        each(top, "signatures", this::signature);
        problems.refuseAny();
        return new Facts(documents, List.copyOf(facts));
    }

    private void each(Section top, String name, Consumer<Place> reader) {
        problems.attempt(() -> {
            top.find(name).ifPresent(list -> {
                list.require(list.isList(), "must be a list");
                problems.each(list.oneOrMore(), reader);
            });
            return name;
        });
    }

    private Place verified(Place place) {
        if (!place.isMap()) {
            place.require(place.text().equals("no"), "must be no, or the documents with title and date");
            return place;
        }
        problems.members(place, (name, document) -> {
            Section section = document.section(Set.of("title", "date"));
            Place date = section.get("date");
            date.require(DATE.matcher(date.text()).matches(), "must be a date such as 2026-04 or 2026-04-30");
            document.require(!name.equals(Facts.MEMORY), "must have another name");
            documents.put(name, new Facts.Document(section.get("title").text(), date.text()));
        });
        return place;
    }

    /** The document that a fact is from. It may be left out where there is one document, or none. */
    private String source(Section fact) {
        Optional<Place> from = fact.find("from");
        if (from.isEmpty()) {
            fact.place().require(documents.size() < 2, "must have the key from");
            return documents.values().stream()
                    .map(Facts.Document::toString)
                    .findFirst()
                    .orElse(Facts.MEMORY);
        }
        if (from.get().text().equals(Facts.MEMORY)) {
            return Facts.MEMORY;
        }
        return Optional.ofNullable(documents.get(from.get().text()))
                .map(Facts.Document::toString)
                .orElseThrow(() -> from.get().refuse("must be " + Facts.MEMORY + " or a document of verified"));
    }

    private void call(Place place) {
        Section section = place.section(Set.of("from", "of", "values", "call", "headers", "fields", "required"));
        facts.add(new Fact.OfCall(
                place,
                source(section),
                section.find("of").map(deed -> Fields.choice(deed, Verification.Deed.class)),
                valuesOf(section),
                section.get("call").text(),
                texts(section, "headers"),
                section.find("fields").map(Place::texts).map(Set::copyOf).orElseGet(Set::of),
                section.find("required").map(Place::texts).map(Set::copyOf).orElseGet(Set::of)));
    }

    private void answer(Place place) {
        Section section = place.section(Set.of("from", "status", "headers", "body", "reference", "means", "codes"));
        Optional<String> reference = section.find("reference").map(Place::text);
        eachAnswer(
                section,
                section.get("status"),
                Meanings.ofAnswers(),
                (told, meaning) -> facts.add(new Fact.OfAnswer(told, meaning, reference)));
    }

    private void check(Place place) {
        Section section = place.section(Set.of("from", "status", "headers", "body", "means", "codes"));
        eachAnswer(
                section,
                section.get("status"),
                Meanings.ofChecks(),
                (told, meaning) -> facts.add(new Fact.OfCheck(told, meaning)));
    }

    /** @param status the key, or the section where it is left out, which means 200 */
    private void eachAnswer(Section section, Place status, List<String> known, BiConsumer<Fact.Told, String> reader) {
        String source = source(section);
        String statuses = section.has("status") ? status.text() : "200";
        Map<String, String> headers = texts(section, "headers");
        String body = section.find("body").map(Place::text).orElse("");
        examples(section, known, statuses + headers + body, (code, meaning) -> {
            String text = code.map(Place::text).orElse("");
            String number = statuses.replace(CODE, text);
            status.require(number.matches("[1-9][0-9]{2}"), "must be an HTTP status, or \"{code}\"");
            Fact.Told told = new Fact.Told(
                    code.orElse(section.place()),
                    source,
                    text,
                    Integer.parseInt(number),
                    with(headers, text),
                    body.replace(CODE, text));
            reader.accept(told, meaning);
        });
    }

    private void receipt(Place place) {
        Section section = place.section(Set.of("from", "form", "query", "body", "reference", "means", "codes"));
        String source = source(section);
        place.require(
                List.of("form", "query", "body").stream().filter(section::has).count() == 1,
                "must have one of form, query and body");
        Map<String, String> form = texts(section, "form");
        Map<String, String> query = texts(section, "query");
        String body = section.find("body").map(Place::text).orElse("");
        List<String> references = section.find("reference").map(Place::texts).orElseGet(List::of);
        examples(section, Meanings.ofReceipts(), form + body + query, (code, meaning) -> {
            String text = code.map(Place::text).orElse(CODE);
            facts.add(new Fact.OfReceipt(
                    code.orElse(place),
                    source,
                    code.map(Place::text).orElse(""),
                    Samples.encode(with(query, text)),
                    form.isEmpty() ? body.replace(CODE, text) : Samples.encode(with(form, text)),
                    meaning,
                    references));
        });
    }

    private void poll(Place place) {
        Section section = place.section(Set.of("from", "values", "call", "status", "body", "means", "codes"));
        String line = section.find("call").map(Place::text).orElse("");
        eachAnswer(
                section,
                section.find("status").orElse(place),
                Meanings.ofReceipts(),
                (told, meaning) -> facts.add(new Fact.OfPoll(told, valuesOf(section), line, meaning)));
    }

    private static Map<String, String> with(Map<String, String> fields, String code) {
        Map<String, String> filled = new LinkedHashMap<>();
        fields.forEach((name, value) -> filled.put(name, value.replace(CODE, code)));
        return filled;
    }

    /** Hands each example to the reader: its code, if it has one, and its meaning. */
    private static void examples(
            Section section, List<String> known, String example, BiConsumer<Optional<Place>, String> reader) {
        if (section.has("means") == section.has("codes")) {
            throw section.place().refuse("must have one of means and codes");
        }
        section.place()
                .require(
                        section.has("codes") == example.contains(CODE),
                        "must have {code} in its example when it has codes, and only then");
        if (section.has("means")) {
            Place meaning = section.get("means");
            meaning.require(known.contains(meaning.text()), "must be one of " + String.join(", ", known));
            reader.accept(Optional.empty(), meaning.text());
            return;
        }
        Section codes = section.get("codes").section(Set.copyOf(known));
        codes.members()
                .forEach(
                        (meaning, list) -> list.oneOrMore().forEach(code -> reader.accept(Optional.of(code), meaning)));
    }

    private void signature(Place place) {
        Section section = place.section(Set.of("from", "values", "address", "headers", "body", "at", "genuine"));
        facts.add(new Fact.OfSignature(
                place,
                source(section),
                valuesOf(section),
                section.get("address").text(),
                texts(section, "headers"),
                section.find("body").map(Place::text).orElse(""),
                section.find("at").map(FactsReader::instant).orElse(Meanings.NOW),
                section.find("genuine").map(Fields::flag).orElse(true)));
    }

    private static Instant instant(Place place) {
        try {
            return Instant.parse(place.text());
        } catch (DateTimeParseException malformed) {
            throw place.refuse("must be an instant such as 2026-01-02T03:04:05Z");
        }
    }

    private Map<String, String> valuesOf(Section section) {
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(texts(section, "values"));
        return all;
    }

    private static Map<String, String> texts(Section section, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        section.find(name).map(Place::members).orElseGet(Map::of).forEach((key, text) -> texts.put(key, text.text()));
        return texts;
    }
}
