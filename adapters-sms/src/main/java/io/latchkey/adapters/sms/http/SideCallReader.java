package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads calls about messages that the provider has taken. */
final class SideCallReader {
    private static final Set<String> CALL = Set.of("url", "method", "query", "headers", "form", "json");
    private static final String REFERENCE = FollowUp.REFERENCE;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT");

    private SideCallReader() {}

    /** The keys of a section with such a call and with these. */
    static Set<String> keys(String... more) {
        Set<String> known = new HashSet<>(CALL);
        known.addAll(List.of(more));
        return known;
    }

    /**
     * Reads a call.
     *
     * @param usual the method when none is given
     * @param placeholders those that it may use beside the usual ones
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key
     */
    static SideCall call(Section section, String usual, Set<String> placeholders) {
        return call(section, METHODS, usual, placeholders);
    }

    /** Reads a call that ends what it is about. */
    static SideCall ending(Section section) {
        return call(section, List.of("POST", "PUT", "DELETE"), "POST", Set.of());
    }

    private static SideCall call(Section section, List<String> methods, String usual, Set<String> placeholders) {
        Set<String> known = new HashSet<>(CallTime.NAMES);
        known.addAll(Set.of(REFERENCE, "nonce"));
        known.addAll(placeholders);
        String method = section.find("method").map(Place::text).orElse(usual);
        section.find("method")
                .ifPresent(place -> place.require(
                        methods.contains(method),
                        "must be " + String.join(", ", methods.subList(0, methods.size() - 1)) + " or "
                                + methods.get(methods.size() - 1)));
        section.place()
                .require(!section.has("form") || !section.has("json"), "must have one of form and json, or none");
        Optional<RequestBody> body = section.find("form")
                .<RequestBody>map(
                        form -> new RequestBody.Form(RequestReader.templates(form, known), Set.of(), List.of()))
                .or(() -> section.find("json").map(json -> new RequestBody.Json(element(json, known), List.of())));
        section.place().require(body.isEmpty() || !method.equals("GET"), "must have no body with GET");
        SideCall call = new SideCall(
                method,
                RequestReader.url(section.get("url"), inAddresses(known)),
                section.find("query")
                        .map(query -> RequestReader.templates(query, inAddresses(known)))
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

    /** A code never stands in an address. */
    private static Set<String> inAddresses(Set<String> known) {
        Set<String> allowed = new HashSet<>(known);
        allowed.remove(Verification.CODE);
        return allowed;
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
