package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.definition.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the section {@code receipts}: the form of the provider's receipts. */
final class ReceiptFormReader {
    private static final Set<String> SIGNED_RECEIPT = Set.of("url", "address", "params", "body", "bodySha256");

    private static final Set<String> KEYS = Set.of(
            "form",
            "field",
            "items",
            "reference",
            "state",
            "delivered",
            "failed",
            "unconfirmed",
            "errors",
            "signature",
            "handshake",
            "longest-address");
    private static final Pattern HEADER = Pattern.compile("\\{header\\.([^{}]+)}");

    private ReceiptFormReader() {}

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
        Supplier<Optional<ReceiptForm.Reasons>> reasons = problems.attempt(() -> section.find("errors")
                .map(errors -> AnswerReader.reasons(
                        errors, text -> text.startsWith("/") == isJson.get(), notAPlace(isJson.get()))));
        Supplier<ReceiptSignature> signature = problems.attempt(() -> signature(section.get("signature")));
        Supplier<Freshness> freshness = problems.attempt(() -> freshness(section.get("signature")));
        Supplier<Optional<ReceiptForm.Handshake>> handshake =
                problems.attempt(() -> section.find("handshake").map(ReceiptFormReader::handshake));
        Supplier<Integer> longest = problems.attempt(() ->
                section.find("longest-address").map(ReceiptFormReader::length).orElse(Integer.MAX_VALUE));
        problems.refuseAny();
        return new ReceiptForm(
                kind.get(),
                field.get(),
                items.get(),
                reference.get(),
                state.get(),
                new ReceiptForm.States(delivered.get(), failed.get(), unconfirmed.get()),
                reasons.get(),
                signature.get(),
                freshness.get(),
                handshake.get(),
                longest.get());
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
        place.require(
                keys.containsKey("time") == keys.containsKey("tolerance"),
                "must have both of time and tolerance, or none");
        return new Freshness(
                signedHeader(keys, "time"),
                Optional.ofNullable(keys.get("tolerance")).map(Fields::duration).orElse(Duration.ZERO),
                signedHeader(keys, "once"));
    }

    private static Optional<String> signedHeader(Map<String, Place> keys, String key) {
        Place place = keys.get(key);
        if (place == null) {
            return Optional.empty();
        }
        Matcher header = HEADER.matcher(place.text());
        Place over = keys.get("over");
        place.require(
                header.matches() && HttpFields.isHeaderName(header.group(1)),
                "must be one header, such as {header.X-Acme-Time}");
        place.require(
                over != null && over.text().contains(place.text()),
                "must be a part of over, so that nobody can change it");
        return Optional.of(header.group(1));
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
        Section section = place.section(Set.of("query", "value", "answer"));
        return new ReceiptForm.Handshake(
                section.get("query").text(),
                Fields.secret(section.get("value")),
                section.get("answer").text());
    }

    private static ReceiptSignature signature(Place place) {
        if (!place.isMap()) {
            place.require(place.text().equals("none"), "must be none or a mapping");
            return new ReceiptSignature.None();
        }
        Section section = place.section(Set.of(
                "header",
                "query",
                "value",
                "hmac",
                "ed25519",
                "key",
                "key-form",
                "over",
                "encoding",
                "prefix",
                "time",
                "tolerance",
                "once"));
        if (section.has("hmac")) {
            place.section(Set.of(
                    "hmac", "key", "key-form", "over", "encoding", "header", "prefix", "time", "tolerance", "once"));
            return new ReceiptSignature.Hmac(
                    Fields.choice(section.get("hmac"), Macs.Algorithm.class),
                    Fields.secret(section.get("key")),
                    HttpFields.keyForm(section),
                    signedReceipt(section.get("over")),
                    HttpFields.encoding(section),
                    HttpFields.header(section.get("header")),
                    section.find("prefix").map(Place::text).orElse(""));
        }
        if (section.has("ed25519")) {
            place.section(Set.of("ed25519", "over", "header", "time", "tolerance", "once"));
            return new ReceiptSignature.Ed25519(
                    Fields.secret(section.get("ed25519")),
                    signedReceipt(section.get("over")),
                    HttpFields.header(section.get("header")));
        }
        if (section.has("query")) {
            place.section(Set.of("query", "value"));
            return new ReceiptSignature.Query(section.get("query").text(), Fields.secret(section.get("value")));
        }
        place.section(Set.of("header", "value"));
        return new ReceiptSignature.Header(
                HttpFields.header(section.get("header")), Fields.secret(section.get("value")));
    }

    private static Template signedReceipt(Place place) {
        Predicate<String> known = Fields.known(SIGNED_RECEIPT);
        return place.read(text -> Template.parse(
                text,
                name -> known.test(name) || name.startsWith("header.") && HttpFields.isHeaderName(name.substring(7))));
    }
}
