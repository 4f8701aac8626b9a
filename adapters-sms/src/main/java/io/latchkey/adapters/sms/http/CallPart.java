package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.application.delivery.ReceiptCall;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a provider's call: a header, or a text of its JSON body.
 *
 * @param name {@code header.<name>}, or {@code body.<member>.<member>}
 */
public record CallPart(String name) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEADER = "header.";
    private static final String BODY = "body.";
    private static final Pattern MEMBERS = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    /** A header. */
    static CallPart ofHeader(String header) {
        return new CallPart(HEADER + header);
    }

    /** A member of the body itself. */
    static CallPart ofMember(String member) {
        return new CallPart(BODY + member);
    }

    /** Whether a placeholder of this name stands for such a part. */
    static boolean isPart(String name) {
        return name.startsWith(HEADER) && HttpFields.isHeaderName(name.substring(HEADER.length()))
                || name.startsWith(BODY)
                        && MEMBERS.matcher(name.substring(BODY.length())).matches();
    }

    /** The part that a text stands for, if the text is one placeholder of such a part. */
    static Optional<CallPart> parse(String text) {
        Matcher found = PLACEHOLDER.matcher(text);
        return found.matches() && isPart(found.group(1)) ? Optional.of(new CallPart(found.group(1))) : Optional.empty();
    }

    /** The header's name; empty when the part is of the body. */
    public Optional<String> header() {
        return name.startsWith(HEADER) ? Optional.of(name.substring(HEADER.length())) : Optional.empty();
    }

    /** The place in the body; the whole document when the part is a header. */
    public JsonPointer pointer() {
        return name.startsWith(BODY)
                ? JsonPointer.compile('/' + name.substring(BODY.length()).replace('.', '/'))
                : JsonPointer.empty();
    }

    /** Whether the part is a member of the body itself, and not of another member. */
    boolean isMember() {
        return name.startsWith(BODY) && name.indexOf('.', BODY.length()) < 0;
    }

    /** The text of this part; empty text when the call has no such part. */
    String of(ReceiptCall call) {
        return header().map(header -> ReceiptSignature.headerOf(call, header)).orElseGet(() -> inBody(call));
    }

    private String inBody(ReceiptCall call) {
        try {
            return Optional.ofNullable(JSON.readTree(call.body()))
                    .flatMap(body -> Selector.valueOf(body.at(pointer())))
                    .orElse("");
        } catch (IOException malformed) {
            return "";
        }
    }
}
