package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.definition.Problems;
import io.latchkey.adapters.sms.definition.Template;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the section {@code request}: the call that hands a message to the provider. */
final class RequestReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final List<String> BODIES = List.of("form", "json", "xml", "form-text", "json-text");
    private static final Pattern URL = Pattern.compile("https://([^/?#]+)(/[^?#]*)?(\\?[^#]*)?");
    private static final Pattern HOST = Pattern.compile(
            "(\\{secret\\.[a-z][a-z0-9-]*}|[A-Za-z0-9-])+(\\.(\\{secret\\.[a-z][a-z0-9-]*}|[A-Za-z0-9-])+)*"
                    + "(\\.[A-Za-z0-9-]+){2}(:[0-9]{1,5})?|[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?");
    private static final Set<String> CALL = Set.of(
            "to",
            "toDigits",
            "text",
            "textSpoken",
            "from",
            "id",
            "code",
            "codeSpoken",
            "language",
            "receiptUrl",
            "templateId",
            "unicode",
            "secondsLeft",
            "millisLeft",
            "expiresAt",
            "fromDigits",
            "nonce",
            "timestamp",
            "timestampMillis",
            "httpDate",
            "isoTime",
            "day",
            "subject",
            "html",
            "fromName",
            "fromMailbox",
            "replyTo",
            "messageId");
    private static final Set<String> ADDRESS = Set.of("templateId", "from");
    /** A value that breaks any document with a placeholder outside the places for values. */
    private static final String HARD = "\"\\\n{}<> '&=";

    private RequestReader() {}

    /**
     * Reads the section.
     *
     * @param carriesCode whether the message must hold our code, because the provider makes none
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key of all problems
     */
    static HttpDefinition.Request request(Place place, boolean carriesCode) {
        Problems problems = new Problems();
        Section section = problems.section(
                place,
                Set.of("method", "url", "query", "headers", "form", "json", "xml", "form-text", "json-text", "one-of"));
        Supplier<String> method = problems.attempt(
                () -> section.find("method").map(RequestReader::method).orElse("POST"));
        Supplier<Template> url = problems.attempt(() -> url(section.get("url"), ADDRESS));
        Supplier<Map<String, Template>> query = problems.attempt(() ->
                section.find("query").map(fields -> templates(fields, ADDRESS)).orElseGet(Map::of));
        Supplier<Map<String, Template>> headers = problems.attempt(() ->
                section.find("headers").map(fields -> headers(fields, CALL)).orElseGet(Map::of));
        Supplier<RequestBody> body = problems.attempt(() -> body(section));
        problems.refuseAny();
        HttpDefinition.Request request =
                new HttpDefinition.Request(method.get(), url.get(), query.get(), headers.get(), body.get());
        List<Template> templates = new ArrayList<>();
        request.body().templates(templates::add);
        place.require(
                !carriesCode
                        || Stream.of("text", "code", "textSpoken", "codeSpoken", "templateId")
                                .anyMatch(word -> names(templates, word)),
                "must have {text}, {code} or {templateId} in its body");
        place.require(
                names(templates, "to") || names(templates, "toDigits"), "must have {to} or {toDigits} in its body");
        return request;
    }

    private static String method(Place place) {
        // A code in an address would end up in logs.
        place.require(Set.of("POST", "PUT").contains(place.text()), "must be POST or PUT");
        return place.text();
    }

    private static boolean names(List<Template> templates, String placeholder) {
        return templates.stream().anyMatch(template -> template.names(placeholder));
    }

    /** An https address whose host stands in the definition. */
    static Template url(Place place, Set<String> placeholders) {
        var parts = URL.matcher(place.text());
        place.require(parts.matches(), "must be an https address without fragment");
        place.require(
                HOST.matcher(parts.group(1)).matches(),
                "must name a host; of it {secret.…} may stand for labels left of the last two only");
        Template template = Fields.template(place, placeholders);
        try {
            URI.create(template.fill(name -> "x"));
        } catch (IllegalArgumentException malformed) {
            throw place.refuse("is no well-formed address");
        }
        return template;
    }

    /** Headers, by name, that a definition may set. */
    static Map<String, Template> headers(Place place, Set<String> placeholders) {
        Problems problems = new Problems();
        problems.members(
                place, (name, value) -> value.require(isSendable(name), "must have a name that can be a header's"));
        Supplier<Map<String, Template>> headers = problems.attempt(() -> templates(place, placeholders));
        problems.refuseAny();
        return headers.get();
    }

    /** Whether a definition may set this header. The platform sets some itself, such as {@code Content-Length}. */
    private static boolean isSendable(String header) {
        try {
            HttpRequest.newBuilder().setHeader(header, "x");
            return HttpFields.isHeaderName(header);
        } catch (IllegalArgumentException kept) {
            return false;
        }
    }

    /** Texts with these placeholders, by name. */
    static Map<String, Template> templates(Place place, Set<String> placeholders) {
        Map<String, Template> templates = new LinkedHashMap<>();
        Problems problems = new Problems();
        problems.members(place, (name, value) -> templates.put(name, Fields.template(value, placeholders)));
        problems.refuseAny();
        return templates;
    }

    private static RequestBody body(Section section) {
        List<String> kinds = BODIES.stream().filter(section::has).toList();
        if (kinds.size() != 1) {
            throw section.place().refuse("must have one of form, json, xml, form-text and json-text");
        }
        Place body = section.get(kinds.get(0));
        List<String> oneOf =
                section.find("one-of").map(place -> oneOf(place, body)).orElseGet(List::of);
        return switch (kinds.get(0)) {
            case "form" -> form(body, oneOf);
            case "json" -> new RequestBody.Json(element(body), oneOf);
            case "form-text" -> new RequestBody.Written(Notation.FORM, amongBraces(body));
            case "json-text" -> new RequestBody.Written(Notation.JSON, jsonText(body));
            default -> new RequestBody.Written(Notation.XML, xml(body));
        };
    }

    /** Reads the names of fields of which only the first that has a value is sent. */
    private static List<String> oneOf(Place place, Place body) {
        List<String> names = place.texts();
        place.require(names.size() > 1, "must be a list of two fields or more");
        for (Place name : place.oneOrMore()) {
            name.require(
                    body.isMap() && body.members().containsKey(name.text()),
                    "must name a field of request.form or request.json");
        }
        return names;
    }

    private static RequestBody form(Place place, List<String> oneOf) {
        Map<String, Template> fields = new LinkedHashMap<>();
        Set<String> documents = new HashSet<>();
        Problems problems = new Problems();
        problems.members(place, (name, field) -> {
            if (field.isMap() && field.members().containsKey("xml")) {
                fields.put(name, xml(field.section(Set.of("xml")).get("xml")));
                documents.add(name);
            } else {
                fields.put(name, Fields.template(field, CALL));
            }
        });
        problems.refuseAny();
        return new RequestBody.Form(fields, Set.copyOf(documents), oneOf);
    }

    private static Template amongBraces(Place place) {
        return place.read(text -> Template.parseAmongBraces(text, Fields.known(CALL)));
    }

    private static Template jsonText(Place place) {
        Template document = amongBraces(place);
        // A number may stand without quotes.
        String sample = document.fill(name -> numeric(name) ? "491511234567" : HARD, Notation.JSON::escape);
        place.require(isJson(sample), "must be a JSON document with its placeholders within strings");
        return document;
    }

    private static boolean numeric(String placeholder) {
        return Set.of("toDigits", "timestamp", "timestampMillis").contains(placeholder)
                || Template.isNumber(placeholder);
    }

    private static boolean isJson(String text) {
        try {
            return !JSON.readTree(text).isMissingNode();
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static Template xml(Place place) {
        Template document = Fields.template(place, CALL);
        place.require(
                Answer.readXml(document.fill(name -> numeric(name) ? "1" : "<&\"'>", Notation.XML::escape))
                        .isPresent(),
                "must be an XML document with its placeholders within texts and attributes");
        return document;
    }

    private static RequestBody.Element element(Place place) {
        if (place.isMap()) {
            Map<String, RequestBody.Element> members = new LinkedHashMap<>();
            Problems problems = new Problems();
            problems.members(place, (name, member) -> members.put(name, element(member)));
            problems.refuseAny();
            return new RequestBody.Element.Members(members);
        }
        if (place.isList()) {
            return new RequestBody.Element.Items(
                    place.oneOrMore().stream().map(RequestReader::element).toList());
        }
        if (place.type().isPresent()) {
            return typed(place, place.type().get());
        }
        if (place.isString()) {
            return new RequestBody.Element.Text(Fields.template(place, CALL));
        }
        try {
            return new RequestBody.Element.Constant(JSON.readTree(place.text()));
        } catch (JsonProcessingException noJson) {
            throw place.refuse("must be a text in quotes, a number, true or false");
        }
    }

    private static RequestBody.Element typed(Place place, String tag) {
        Template template = Fields.template(place.untyped(), CALL);
        place.require(template.isOnePlaceholder(), "must be one placeholder after " + tag);
        return new RequestBody.Element.Typed(template, tag.equals(Place.NUMBER));
    }
}
