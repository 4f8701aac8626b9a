package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.sms.definition.Template;
import io.latchkey.application.delivery.ReceiptCall;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The text of a receipt that its provider signs.
 *
 * @param text may name {@code {url}}, {@code {address}} (the URL without its query), {@code {params}} (names and values of the form,
 *     sorted by name), {@code {pairs}} (the members of a JSON body, as {@link #pairs} writes them), {@code {path}} (of the URL, without
 *     its query), {@code {body}}, {@code {bodySha256}} (the 32 bytes of its digest), {@code {bodyMd5Base64}}, {@code {header.<name>}}
 *     and {@code {body.<member>}}
 * @param lengths characters that parts of the call have. A call with another length is not believed: characters could be moved from one
 *     part to the next without a change of the text.
 */
record SignedText(Template text, Map<CallPart, Integer> lengths) {
    private static final Set<String> FIXED = Set.of("address", "bodySha256");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String URL = "url";
    /** None of these begins with a question mark, and our address has none. So nothing of them can be moved into its query. */
    private static final Set<String> AFTER_URL = Set.of("params", "body", "bodySha256");

    /** A part that another one follows with nothing between, so that their bounds can be moved; empty when there is none. */
    Optional<String> loosePart() {
        return text.adjoining().stream()
                .filter(pair -> !FIXED.contains(pair.first())
                        && !lengths.containsKey(new CallPart(pair.first()))
                        && !(pair.first().equals(URL) && AFTER_URL.contains(pair.second())))
                .map(Template.Pair::first)
                .findFirst();
    }

    /** Whether each part has its length. */
    boolean hasLengths(ReceiptCall call) {
        return lengths.entrySet().stream()
                .allMatch(part -> part.getKey().of(call).length() == part.getValue());
    }

    /** A text for a check with the length of this part, filled up with zeros. */
    String withLength(CallPart part, String text) {
        int length = lengths.getOrDefault(part, text.length());
        return text + "0".repeat(Math.max(0, length - text.length()));
    }

    /**
     * The members of a JSON body as Vonage signs them: sorted by name, each as {@code &name=value}, with {@code _} for {@code &} and
     * {@code =} within, without blank ones and without the member that shows the signature.
     *
     * @throws IllegalArgumentException when a member is no text, number or truth value: it would not be signed
     */
    static String pairs(ReceiptCall call, CallPart shownAt) {
        Map<String, String> sorted = new TreeMap<>();
        try {
            JSON.readTree(call.body()).properties().forEach(member -> {
                if (member.getValue().isContainerNode()) {
                    throw new IllegalArgumentException("a member that is not signed");
                }
                sorted.put(
                        member.getKey(),
                        member.getValue().isNull() ? "" : member.getValue().asText());
            });
        } catch (IOException malformed) {
            throw new IllegalArgumentException("no JSON", malformed);
        }
        StringBuilder text = new StringBuilder();
        sorted.forEach((name, value) -> {
            if (!value.isBlank() && !shownAt.equals(CallPart.ofMember(name))) {
                text.append('&').append(clean(name)).append('=').append(clean(value));
            }
        });
        return text.toString();
    }

    private static String clean(String text) {
        return text.replace('&', '_').replace('=', '_');
    }

    byte[] fill(Function<String, byte[]> parts) {
        return text.fillBytes(parts);
    }
}
