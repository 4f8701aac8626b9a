package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Fields;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.definition.Place.Section;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the values that several sections of a definition share. */
final class HttpFields {
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private HttpFields() {}

    static boolean isHeaderName(String name) {
        return HEADER_NAME.matcher(name).matches();
    }

    /** The name of a header. */
    static String header(Place place) {
        place.require(isHeaderName(place.text()), "must be a header's name");
        return place.text();
    }

    /** The encoding of a signature's bytes; {@code hex} by default. */
    static Macs.Encoding encoding(Section section) {
        return section.find("encoding")
                .map(place -> Fields.choice(place, Macs.Encoding.class))
                .orElse(Macs.Encoding.HEX);
    }

    /** How a key is written, by {@code key-form}; {@code text} by default. */
    static Macs.KeyForm keyForm(Section section) {
        return section.find("key-form")
                .map(place -> Fields.choice(place, Macs.KeyForm.class))
                .orElse(Macs.KeyForm.TEXT);
    }

    /** One or several places in an answer. */
    static List<Selector> selectors(Place place) {
        return place.oneOrMore().stream().map(one -> one.read(Selector::parse)).toList();
    }

    /** One or several patterns. */
    static List<AnswerRules.Pattern> patterns(Place place) {
        return place.texts().stream().map(AnswerRules.Pattern::new).toList();
    }
}
