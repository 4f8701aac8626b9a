package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/** The place of a value in an answer. */
public sealed interface Selector {
    /** One function for each kind of place. */
    interface Cases<R> {
        R json(Json json);

        R xml(Xml xml);

        R ownId(OwnId ownId);

        R text(Text text);

        R header(Header header);
    }

    <R> R answer(Cases<R> cases);

    /** The value; empty when there is none at this place. */
    Optional<String> find(Answer answer);

    /** The header that the value is in; empty when it is in the body. */
    default Optional<String> inHeader() {
        return Optional.empty();
    }

    /**
     * Reads {@code /a/0/b} (JSON pointer, RFC 6901), {@code xml //Code} (XPath 1.0), {@code text code=([0-9]+)} (regular
     * expression; its first group, if it has one) or {@code header X-Code} (the first such header).
     *
     * @throws IllegalArgumentException with a reason that may follow the name of a key
     */
    static Selector parse(String source) {
        try {
            if (source.startsWith("/")) {
                return new Json(JsonPointer.compile(source));
            }
            if (source.startsWith("xml ")) {
                String path = source.substring(4).strip();
                XPathFactory.newDefaultInstance().newXPath().compile(path);
                return new Xml(path);
            }
            if (source.startsWith("text ")) {
                return new Text(Pattern.compile(source.substring(5).strip(), Pattern.DOTALL));
            }
        } catch (XPathExpressionException | IllegalArgumentException malformed) {
            throw new IllegalArgumentException("is no well-formed JSON pointer, XPath or pattern", malformed);
        }
        if (source.startsWith("header ")
                && HttpFields.isHeaderName(source.substring(7).strip())) {
            return new Header(source.substring(7).strip());
        }
        throw new IllegalArgumentException("must begin with / (JSON pointer), \"xml \", \"text \" or \"header \"");
    }

    /** A value of a JSON document. */
    record Json(JsonPointer pointer) implements Selector {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.json(this);
        }

        @Override
        public Optional<String> find(Answer answer) {
            return valueOf(answer.json().at(pointer));
        }
    }

    /** A text of an XML document. */
    record Xml(String path) implements Selector {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.xml(this);
        }

        @Override
        public Optional<String> find(Answer answer) {
            return answer.xml().flatMap(this::evaluate).filter(found -> !found.isEmpty());
        }

        private Optional<String> evaluate(Document document) {
            try {
                return Optional.of(XPathFactory.newDefaultInstance()
                        .newXPath()
                        .evaluate(path, document)
                        .strip());
            } catch (XPathExpressionException unfit) {
                return Optional.empty();
            }
        }
    }

    /** The message's own id, taken from the call instead of the answer. */
    record OwnId() implements Selector {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.ownId(this);
        }

        @Override
        public Optional<String> find(Answer answer) {
            return Optional.of(answer.messageId()).filter(id -> !id.isEmpty());
        }
    }

    /** A part of a plain text. */
    record Text(Pattern pattern) implements Selector {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.text(this);
        }

        @Override
        public Optional<String> find(Answer answer) {
            Matcher found = pattern.matcher(answer.text());
            if (!found.find()) {
                return Optional.empty();
            }
            return Optional.ofNullable(found.groupCount() > 0 ? found.group(1) : found.group());
        }
    }

    /** A header of an answer; the first of several. */
    record Header(String name) implements Selector {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.header(this);
        }

        @Override
        public Optional<String> find(Answer answer) {
            return answer.header(name);
        }

        @Override
        public Optional<String> inHeader() {
            return Optional.of(name);
        }
    }

    /** The text of a JSON value; empty for null, objects and arrays. */
    static Optional<String> valueOf(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
    }
}
