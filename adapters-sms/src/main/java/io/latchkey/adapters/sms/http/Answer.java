package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A provider's answer, read as JSON or XML on first use. Never logged: it may hold the number. */
public final class Answer {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final byte[] body;
    private final String messageId;
    private final Function<String, Optional<String>> headers;
    private @Nullable JsonNode json;
    private @Nullable Document xml;
    private boolean isXmlRead;

    /** @param messageId id of the message that was answered; empty when there was no message */
    public Answer(int status, byte[] body, String messageId) {
        this(status, body, messageId, name -> Optional.empty());
    }

    /**
     * An answer with headers.
     *
     * @param messageId id of the message that was answered; empty when there was no message
     * @param headers the first header of a name, whatever its capitals
     */
    public Answer(int status, byte[] body, String messageId, Function<String, Optional<String>> headers) {
        this.status = status;
        this.body = body;
        this.messageId = messageId;
        this.headers = headers;
    }

    Optional<String> header(String name) {
        return headers.apply(name);
    }

    String messageId() {
        return messageId;
    }

    int status() {
        return status;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The JSON document; a missing node when the body is not JSON. */
    JsonNode json() {
        if (json == null) {
            json = readJson();
        }
        return json;
    }

    /** The XML document; empty when the body is not XML. */
    Optional<Document> xml() {
        if (!isXmlRead) {
            xml = readXml(text()).orElse(null);
            isXmlRead = true;
        }
        return Optional.ofNullable(xml);
    }

    private JsonNode readJson() {
        try {
            JsonNode tree = JSON.readTree(body);
            return tree == null ? MissingNode.getInstance() : tree;
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    /** Reads XML without document types, so that an answer cannot make us read a file or an address. */
    static Optional<Document> readXml(String text) {
        if (!text.stripLeading().startsWith("<")) {
            return Optional.empty();
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setExpandEntityReferences(false);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return Optional.of(builder.parse(new InputSource(new StringReader(text))));
        } catch (ParserConfigurationException | SAXException | IOException malformed) {
            return Optional.empty();
        }
    }
}
