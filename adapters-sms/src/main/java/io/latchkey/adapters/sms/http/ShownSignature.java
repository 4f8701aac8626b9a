package io.latchkey.adapters.sms.http;

import io.latchkey.application.delivery.ReceiptCall;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The place where a call shows how it is signed.
 *
 * @param prefix text before each signature; a signature without it does not count
 * @param separator text between several signatures; empty where there is one
 */
public record ShownSignature(CallPart at, String prefix, String separator) {
    /** No honest call shows more. */
    private static final int MOST = 10;

    /** One signature in a header. */
    static ShownSignature inHeader(String header) {
        return new ShownSignature(CallPart.ofHeader(header), "", "");
    }

    /** The signatures that the call shows, without their prefix. */
    List<String> of(ReceiptCall call) {
        String shown = at.of(call);
        return (separator.isEmpty() ? List.of(shown) : Arrays.asList(shown.split(Pattern.quote(separator), MOST)))
                .stream()
                        .map(String::strip)
                        .filter(one -> one.startsWith(prefix) && one.length() > prefix.length())
                        .map(one -> one.substring(prefix.length()))
                        .toList();
    }
}
