package io.latchkey.adapters.sms.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.sms.http.Notation;
import io.latchkey.adapters.sms.http.ReceiptForm;
import io.latchkey.adapters.sms.http.Selector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes up answers and receipts that contain the values a definition looks for. */
final class Samples {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Samples() {}

    /** A document with these texts at these places; empty when a place is in a plain text. */
    static Optional<String> document(Map<Selector, String> texts) {
        Draft draft = new Draft();
        texts.forEach((place, text) -> place.answer(draft.with(text)));
        return draft.document();
    }

    /** The lines of an answer's head with these texts at those places that are headers. */
    static String headers(Map<Selector, String> texts) {
        return texts.entrySet().stream()
                .flatMap(text -> text.getKey().inHeader().map(name -> name + ": " + text.getValue() + "\r\n").stream())
                .collect(Collectors.joining());
    }

    /** A document that is being made: XML when a place is in XML, else JSON. A place in a plain text cannot be made. */
    private static final class Draft {
        private final ObjectNode json = JSON.createObjectNode();
        private final StringBuilder xml = new StringBuilder();
        private boolean isPlain;
        private boolean isXml;
        private boolean isAbsolute;

        /** Writes the text to the place. */
        Selector.Cases<Boolean> with(String text) {
            return new Selector.Cases<>() {
                @Override
                public Boolean json(Selector.Json place) {
                    put(json, place.pointer(), text);
                    return true;
                }

                @Override
                public Boolean xml(Selector.Xml place) {
                    isXml = true;
                    isAbsolute |= place.path().matches("/[^/].*");
                    append(place.path(), text);
                    return true;
                }

                @Override
                public Boolean ownId(Selector.OwnId place) {
                    return false;
                }

                @Override
                public Boolean header(Selector.Header place) {
                    return false;
                }

                @Override
                public Boolean text(Selector.Text place) {
                    isPlain = true;
                    return false;
                }
            };
        }

        private void append(String path, String text) {
            List<String> names = Arrays.stream(path.split("/", -1))
                    .filter(name -> name.matches("[A-Za-z][A-Za-z0-9]*"))
                    .toList();
            names.forEach(name -> xml.append('<').append(name).append('>'));
            xml.append(Notation.XML.escape(text));
            for (int i = names.size() - 1; i >= 0; i--) {
                xml.append("</").append(names.get(i)).append('>');
            }
        }

        Optional<String> document() {
            if (isPlain) {
                return Optional.empty();
            }
            String written = isAbsolute ? xml.toString() : "<answer>" + xml + "</answer>";
            return Optional.of(isXml ? written : json.toString());
        }
    }

    /** One report in the definition's form: a body, or a query when the form is a query. */
    static String report(ReceiptForm form, String reference, String state) {
        boolean isJson = form.kind() == ReceiptForm.Kind.JSON || !form.field().isEmpty();
        if (!isJson) {
            return encode(
                    Map.of(form.reference().get(0), reference, form.state().get(0), state));
        }
        ObjectNode item = JSON.createObjectNode();
        put(item, JsonPointer.compile(form.reference().get(0)), reference);
        put(item, JsonPointer.compile(form.state().get(0)), state);
        JsonNode document = item;
        for (int i = form.items().size() - 1; i >= 0; i--) {
            String step = form.items().get(i);
            document = step.equals("*")
                    ? JSON.createArrayNode().add(document)
                    : JSON.createObjectNode().set(step, document);
        }
        return form.field().isEmpty() ? document.toString() : encode(Map.of(form.field(), document.toString()));
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> Notation.FORM.escape(field.getKey()) + '=' + Notation.FORM.escape(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** The document with a text at its place. */
    static ObjectNode with(ObjectNode document, JsonPointer place, String text) {
        put(document, place, text);
        return document;
    }

    /** The object of JSON that a body holds. */
    static ObjectNode json(byte[] body) {
        try {
            return (ObjectNode) JSON.readTree(body);
        } catch (IOException malformed) {
            throw new UncheckedIOException("a made-up body is no JSON", malformed);
        }
    }

    /** Writes a text to its place; a number in the pointer stands for an element, except at the top. */
    private static void put(ObjectNode document, JsonPointer place, String text) {
        JsonPointer parent = place.head();
        String last = place.last().getMatchingProperty();
        if (parent.matches() || !last.matches("[0-9]+")) {
            document.withObject(parent).put(last, text);
            return;
        }
        ArrayNode array = document.withArray(parent);
        int index = Integer.parseInt(last);
        while (array.size() <= index) {
            array.addNull();
        }
        array.set(index, text);
    }
}
