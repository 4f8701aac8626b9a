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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Reads the section {@code receipts}: the form of the provider's receipts. */
final class ReceiptFormReader {
    private static final Set<String> SIGNED_RECEIPT =
            Set.of("url", "address", "path", "params", "pairs", "body", "bodySha256", "bodyMd5Base64");

    private static final Set<String> KEYS = Set.of(
            "form",
            "field",
            "items",
            "reference",
            "state",
            "delivered",
            "failed",
            "unconfirmed",
            "complained",
            "errors",
            "signature",
            "handshake",
            "longest-address");
    private static final CallPart SNS_TIME = new CallPart("body.Timestamp");

    private static final Set<String> KEYS_OF_PAIR =
            Set.of("over", "header", "at", "prefix", "separator", "time", "tolerance", "once", "lengths");
    /** The kinds of signatures with the keys beside each. */
    private static final Map<String, Set<String>> KINDS = kinds();

    private ReceiptFormReader() {}

    private static Map<String, Set<String>> kinds() {
        Map<String, Set<String>> kinds = new LinkedHashMap<>();
        kinds.put("hmac", with(KEYS_OF_PAIR, "hmac", "key", "key-form", "key-prefix", "encoding"));
        for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            kinds.put(algorithm.wireName(), with(KEYS_OF_PAIR, algorithm.wireName()));
        }
        kinds.put("sns", Set.of("sns", "tolerance"));
        kinds.put("basic", Set.of("basic"));
        kinds.put("query", Set.of("query", "value"));
        kinds.put("header", Set.of("header", "value"));
        return kinds;
    }

    private static Set<String> with(Set<String> keys, String... more) {
        Set<String> all = new HashSet<>(keys);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key of all problems */
    static ReceiptForm receipts(Place place) {
        Problems problems = new Problems();
        Section section = problems.section(place, KEYS);
        Supplier<ReceiptForm.Kind> kind =
                problems.attempt(() -> Fields.choice(section.get("form"), ReceiptForm.Kind.class));
        Supplier<Boolean> isJson = problems.attempt(() -> kind.get() == ReceiptForm.Kind.JSON || section.has("field"));
        Supplier<String> field = problems.attempt(() -> {
            place.require(
                    !section.has("field") || kind.get() == ReceiptForm.Kind.FORM,
                    "must have the key field with form: form only");
            return section.find("field").map(Place::text).orElse("");
        });
        Supplier<List<String>> items = problems.attempt(() -> {
            section.find("items").ifPresent(path -> path.require(isJson.get(), "is for JSON only"));
            return section.find("items").map(ReceiptFormReader::path).orElseGet(List::of);
        });
        Supplier<List<String>> reference = problems.attempt(() -> paths(section.get("reference"), isJson.get()));
        Supplier<List<String>> state = problems.attempt(() -> paths(section.get("state"), isJson.get()));
        Supplier<List<AnswerRules.Pattern>> delivered =
                problems.attempt(() -> HttpFields.patterns(section.get("delivered")));
        Supplier<List<AnswerRules.Pattern>> failed = problems.attempt(() -> HttpFields.patterns(section.get("failed")));
        Supplier<List<AnswerRules.Pattern>> unconfirmed = problems.attempt(
                () -> section.find("unconfirmed").map(HttpFields::patterns).orElseGet(List::of));
        Supplier<List<AnswerRules.Pattern>> complained = problems.attempt(
                () -> section.find("complained").map(HttpFields::patterns).orElseGet(List::of));
        Supplier<Optional<ReceiptForm.Reasons>> reasons = problems.attempt(() -> section.find("errors")
                .map(errors -> AnswerReader.reasons(
                        errors, text -> text.startsWith("/") == isJson.get(), notAPlace(isJson.get()))));
        Supplier<List<ReceiptSignature>> signatures = problems.attempt(
                () -> proofs(section).stream().map(ReceiptFormReader::signature).toList());
        Supplier<List<Freshness>> freshness = problems.attempt(
                () -> proofs(section).stream().map(ReceiptFormReader::freshness).toList());
        Supplier<Optional<ReceiptForm.Handshake>> handshake =
                problems.attempt(() -> section.find("handshake").map(question -> {
                    ReceiptForm.Handshake asked = handshake(question);
                    question.require(
                            asked.fold(address -> true, body -> kind.get() == ReceiptForm.Kind.JSON),
                            "must have the key at with form: json only");
                    return asked;
                }));
        Supplier<Integer> longest = problems.attempt(() ->
                section.find("longest-address").map(ReceiptFormReader::length).orElse(Integer.MAX_VALUE));
        problems.attempt(() -> signatures.get().contains(new ReceiptSignature.None())
                ? refuseClosing(section, complained.get(), reasons.get())
                : section);
        problems.refuseAny();
        return new ReceiptForm(
                kind.get(),
                field.get(),
                items.get(),
                reference.get(),
                state.get(),
                new ReceiptForm.States(delivered.get(), failed.get(), unconfirmed.get(), complained.get()),
                reasons.get(),
                IntStream.range(0, signatures.get().size())
                        .mapToObj(i -> new ReceiptForm.Proof(
                                signatures.get().get(i), freshness.get().get(i)))
                        .toList(),
                handshake.get(),
                longest.get());
    }

    /** The signature, or each of several. */
    private static List<Place> proofs(Section section) {
        Place place = section.get("signature");
        List<Place> all = place.isList() ? place.oneOrMore() : List.of(place);
        all.forEach(one -> one.require(all.size() == 1 || one.isMap(), "must be a mapping in a list of several"));
        return all;
    }

    /** Refuses what closes a channel for good where everybody is believed. */
    private static Section refuseClosing(
            Section section, List<AnswerRules.Pattern> complained, Optional<ReceiptForm.Reasons> reasons) {
        boolean isClosing = !complained.isEmpty()
                || reasons.stream()
                        .flatMap(known -> known.rules().stream())
                        .anyMatch(rule -> rule.errorClass().lasting().isPresent());
        section.get("signature")
                .require(
                        !isClosing,
                        "must not be none beside complained or errors of the classes bounced, complained and opted-out:"
                                + " anybody could close channels to readers");
        return section;
    }

    private static int length(Place place) {
        place.require(place.text().matches("[1-9][0-9]{1,3}"), "must be a whole number from 10 to 9999");
        return Integer.parseInt(place.text());
    }

    private static String notAPlace(boolean isJson) {
        return isJson ? "must be a JSON pointer such as /id" : "must be the name of a field";
    }

    /** Reads when a signed receipt counts as too old or as a repetition: both must be covered by the signature. */
    private static Freshness freshness(Place place) {
        if (!place.isMap()) {
            return Freshness.ALWAYS;
        }
        Map<String, Place> keys = place.members();
        Optional<Duration> tolerance =
                Optional.ofNullable(keys.get("tolerance")).map(Fields::duration);
        if (keys.containsKey("sns")) {
            return new Freshness(tolerance.map(given -> SNS_TIME), tolerance.orElse(Duration.ZERO), Optional.empty());
        }
        place.require(
                keys.containsKey("time") == tolerance.isPresent(), "must have both of time and tolerance, or none");
        return new Freshness(signedPart(keys, "time"), tolerance.orElse(Duration.ZERO), signedPart(keys, "once"));
    }

    private static Optional<CallPart> signedPart(Map<String, Place> keys, String key) {
        Place place = keys.get(key);
        if (place == null) {
            return Optional.empty();
        }
        Place over = keys.get("over");
        CallPart part = CallPart.parse(place.text())
                .orElseThrow(() -> place.refuse("must be one header, such as {header.X-Acme-Time}, or one text of the"
                        + " body, such as {body.signature.time}"));
        place.require(
                over != null
                        && (over.text().contains(place.text()) || over.text().contains("{pairs}") && part.isMember()),
                "must be a part of over, so that nobody can change it");
        return Optional.of(part);
    }

    private static List<String> path(Place place) {
        String text = place.text();
        place.require(text.startsWith("/") && text.length() > 1, "must be a path such as /entry/*/statuses");
        return List.of(text.substring(1).split("/", -1));
    }

    private static List<String> paths(Place place, boolean isJson) {
        for (Place one : place.oneOrMore()) {
            one.require(one.text().startsWith("/") == isJson, notAPlace(isJson));
        }
        return place.texts();
    }

    private static ReceiptForm.Handshake handshake(Place place) {
        if (place.isMap() && place.members().containsKey("at")) {
            Section inBody = place.section(Set.of("at", "answer"));
            Place at = inBody.get("at");
            at.require(at.text().startsWith("/"), notAPlace(true));
            return new ReceiptForm.Handshake.InBody(
                    at.text(), inBody.get("answer").text());
        }
        Section section = place.section(Set.of("query", "value", "answer"));
        return new ReceiptForm.Handshake.InAddress(
                section.get("query").text(),
                Fields.secret(section.get("value")),
                section.get("answer").text());
    }

    private static ReceiptSignature signature(Place place) {
        if (!place.isMap()) {
            place.require(place.text().equals("none"), "must be none or a mapping");
            return new ReceiptSignature.None();
        }
        // Beside other kinds the key header tells where the signature is.
        String kind = KINDS.keySet().stream()
                .filter(place.members()::containsKey)
                .findFirst()
                .orElseThrow(() -> place.refuse("must have one of " + String.join(", ", KINDS.keySet())));
        Section section = place.section(KINDS.getOrDefault(kind, Set.of()));
        Place detail = section.get(kind);
        return switch (kind) {
            case "hmac" ->
                new ReceiptSignature.Hmac(
                        Fields.choice(detail, Macs.Algorithm.class),
                        new ReceiptSignature.MacKey(
                                Fields.secret(section.get("key")),
                                HttpFields.keyForm(section),
                                text(section, "key-prefix")),
                        signedText(section),
                        HttpFields.encoding(section),
                        shown(section));
            case "ed25519", "ecdsa", "rsa" ->
                new ReceiptSignature.KeyPair(
                        KeyAlgorithm.valueOf(kind.toUpperCase(Locale.ROOT)),
                        Fields.secret(detail),
                        signedText(section),
                        shown(section));
            case "sns" -> new ReceiptSignature.Sns(Fields.secret(detail));
            case "basic" -> {
                Section basic = detail.section(Set.of("user", "password"));
                yield new ReceiptSignature.Basic(
                        Fields.secret(basic.get("user")), Fields.secret(basic.get("password")));
            }
            case "query" -> new ReceiptSignature.Query(detail.text(), Fields.secret(section.get("value")));
            default -> new ReceiptSignature.Header(HttpFields.header(detail), Fields.secret(section.get("value")));
        };
    }

    private static ShownSignature shown(Section section) {
        section.place()
                .require(
                        section.has("header") != section.has("at"),
                        "must have one of header and at, where the signature is");
        CallPart place = section.find("header")
                .map(header -> CallPart.ofHeader(HttpFields.header(header)))
                .orElseGet(() -> {
                    Place at = section.get("at");
                    return CallPart.parse(at.text())
                            .filter(part -> part.header().isEmpty())
                            .orElseThrow(
                                    () -> at.refuse("must be one text of the body, such as {body.signature.value}"));
                });
        return new ShownSignature(place, text(section, "prefix"), text(section, "separator"));
    }

    private static String text(Section section, String key) {
        return section.find(key).map(Place::text).orElse("");
    }

    private static SignedText signedText(Section section) {
        Place place = section.get("over");
        Predicate<String> known = Fields.known(SIGNED_RECEIPT);
        Template over = place.read(text -> Template.parse(text, name -> known.test(name) || CallPart.isPart(name)));
        SignedText signed = new SignedText(
                over,
                section.find("lengths").map(lengths -> lengths(lengths, over)).orElseGet(Map::of));
        signed.loosePart().ifPresent(part -> {
            throw place.refuse("must have a text after {" + part + "}, or the key lengths beside it must tell how many"
                    + " characters it has: else they could be moved into the next part");
        });
        return signed;
    }

    private static Map<CallPart, Integer> lengths(Place place, Template over) {
        Map<CallPart, Integer> lengths = new LinkedHashMap<>();
        place.members().forEach((name, length) -> {
            length.require(
                    CallPart.isPart(name) && over.names(name),
                    "must be for a part of over, such as header.X-Acme-Time");
            length.require(length.text().matches("[1-9][0-9]{0,3}"), "must be a number of characters");
            lengths.put(new CallPart(name), Integer.parseInt(length.text()));
        });
        return Map.copyOf(lengths);
    }
}
