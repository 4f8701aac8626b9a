package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.json.Utf8;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the two forms that browsers send. The text must be UTF-8, and each name may occur once. */
final class FormParser {
    private static final int MOST_FIELDS = 100;

    private FormParser() {}

    /** Reads {@code application/x-www-form-urlencoded}. */
    static Map<String, FaceInput.Value> urlencoded(byte[] body) {
        try {
            return urlencoded(Utf8.decodeMarked(body));
        } catch (CharacterCodingException notUtf8) {
            throw FaceInputException.malformedForm();
        }
    }

    private static Map<String, FaceInput.Value> urlencoded(String pairs) {
        Map<String, FaceInput.Value> values = new LinkedHashMap<>();
        read(pairs, (name, value) -> put(values, name, value));
        return values;
    }

    /** Reads a query, which has the same form, but whose last value of a name counts. */
    static Map<String, FaceInput.Value> query(String pairs) {
        Map<String, FaceInput.Value> values = new LinkedHashMap<>();
        read(pairs, values::put);
        return values;
    }

    private static void read(String pairs, BiConsumer<String, FaceInput.Value> reader) {
        String[] all = pairs.split("&", MOST_FIELDS + 2);
        if (all.length > MOST_FIELDS + 1) {
            throw FaceInputException.malformedForm();
        }
        for (String pair : all) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = unescape(equals < 0 ? pair : pair.substring(0, equals));
                reader.accept(name, FaceInput.Value.text(equals < 0 ? "" : unescape(pair.substring(equals + 1))));
            }
        }
    }

    /**
     * Reads {@code multipart/form-data} (RFC 7578). The part that a browser sends for a file that nobody chose is left out: it has
     * neither a file name nor content.
     */
    static Map<String, FaceInput.Value> multipart(byte[] body, MediaType type) {
        String boundary = type.getParameters().get("boundary");
        if (boundary == null || boundary.isEmpty() || count(body, boundary) > MOST_FIELDS + 1) {
            throw FaceInputException.malformedForm();
        }
        Map<String, FaceInput.Value> values = new LinkedHashMap<>();
        if (isEmpty(body, boundary)) {
            return values;
        }
        try {
            MimeMultipart parts = new MimeMultipart(new ByteArrayDataSource(body, type.toString()));
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                String[] header = part.getHeader("Content-Disposition");
                ContentDisposition disposition = new ContentDisposition(header == null ? "" : header[0]);
                @Nullable String name = disposition.getParameter("name");
                if (name == null || !"form-data".equalsIgnoreCase(disposition.getDisposition())) {
                    throw FaceInputException.malformedForm();
                }
                FaceInput.Value value = value(part, disposition.getParameter("filename"));
                if (!isUnchosen(value.file())) {
                    put(values, name, value);
                }
            }
            if (!parts.isComplete()) {
                throw FaceInputException.malformedForm();
            }
        } catch (MessagingException | IOException bad) {
            throw FaceInputException.malformedForm();
        }
        return values;
    }

    /** Whether the body has no part at all. The parser takes such a body for a broken one. */
    private static boolean isEmpty(byte[] body, String boundary) {
        return new String(body, StandardCharsets.ISO_8859_1).strip().equals("--" + boundary + "--");
    }

    private static boolean isUnchosen(@Nullable FacePart file) {
        return file != null && file.fileName().isEmpty() && file.content().length == 0;
    }

    private static FaceInput.Value value(BodyPart part, @Nullable String fileName)
            throws MessagingException, IOException {
        byte[] content;
        try (InputStream input = part.getInputStream()) {
            content = input.readAllBytes();
        }
        return fileName == null
                ? FaceInput.Value.text(decode(content))
                : new FaceInput.Value(FaceInput.Kind.FILE, "", FaceInput.EMPTY, new FacePart(fileName, content));
    }

    private static void put(Map<String, FaceInput.Value> values, String name, FaceInput.Value value) {
        if (values.size() == MOST_FIELDS || values.put(name, value) != null) {
            throw FaceInputException.malformedForm();
        }
    }

    /**
     * Counts how often the boundary occurs. A body that consists of boundaries is thereby refused before it is parsed.
     */
    private static int count(byte[] body, String boundary) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String line = "--" + boundary;
        int count = 0;
        for (int at = text.indexOf(line); at >= 0; at = text.indexOf(line, at + line.length())) {
            count++;
        }
        return count;
    }

    private static String unescape(String text) {
        try {
            return Utf8.unescape(text, true);
        } catch (CharacterCodingException bad) {
            throw FaceInputException.malformedForm();
        }
    }

    private static String decode(byte[] body) {
        try {
            return Utf8.decode(body);
        } catch (CharacterCodingException notUtf8) {
            throw FaceInputException.malformedForm();
        }
    }
}
