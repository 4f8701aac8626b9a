package io.latchkey.application.delivery;

import java.util.List;
import java.util.Map;

/**
 * What a provider sent, as it came. Believed by nobody before its signature was checked.
 *
 * @param provider the name in the address it was sent to
 * @param headers by name in small letters
 * @param query what follows the question mark of the address, still encoded; empty when nothing does
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReceiptCall(String provider, Map<String, List<String>> headers, String query, byte[] body) {
    @Override
    public String toString() {
        return "ReceiptCall[provider=" + provider + "]";
    }
}
