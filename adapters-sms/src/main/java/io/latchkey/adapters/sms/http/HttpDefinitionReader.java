package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import io.latchkey.adapters.sms.provider.Price;
import io.latchkey.domain.shared.Channel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads definitions of HTTP providers. Every key must be known, every placeholder must have a meaning, and no required
 * key may be missing.
 */
public final class HttpDefinitionReader {
    /** The key that marks a file as such a definition. */
    public static final String SECTION = "request";

    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    private static final Set<String> KEYS = Set.of(
            "name",
            "channel",
            "defaults",
            "languages",
            SECTION,
            "auth",
            "accepted",
            "reference",
            "errors",
            "receipts",
            "price",
            "limits");

    private HttpDefinitionReader() {}

    /** @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key */
    public static HttpDefinition read(Place root) {
        Section top = root.section(KEYS);
        return read(Fields.name(top), top);
    }

    /**
     * Reads a definition and gives it this name; the file itself has none.
     *
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key
     */
    public static HttpDefinition read(String name, Place root) {
        return read(name, root.section(KEYS));
    }

    private static HttpDefinition read(String name, Section top) {
        return new HttpDefinition(
                name,
                channel(top.get("channel")),
                Fields.defaults(top),
                top.find("languages").map(HttpDefinitionReader::languages).orElseGet(Map::of),
                RequestReader.request(top.get(SECTION)),
                top.find("auth").map(AuthReader::auth).orElseGet(ProviderAuth.None::new),
                AnswerReader.answers(top),
                top.find("receipts").map(ReceiptFormReader::receipts),
                top.find("price").map(Price::read),
                top.find("limits").map(Fields::perSecond));
    }

    private static Channel channel(Place place) {
        return Stream.of(Channel.SMS, Channel.WHATSAPP, Channel.VOICE)
                .filter(channel -> channel.wireName().equals(place.text()))
                .findFirst()
                .orElseThrow(() -> place.refuse("must be sms, whatsapp or voice"));
    }

    private static Map<String, String> languages(Place place) {
        Map<String, String> names = new LinkedHashMap<>();
        place.members().forEach((language, name) -> {
            name.require(LANGUAGE.matcher(language).matches(), "must have a language such as en or pt-BR in front");
            names.put(language, name.text());
        });
        return Map.copyOf(names);
    }
}
