package io.latchkey.application.delivery;

import java.util.List;
import java.util.Map;

/**
 * A call of a provider, as it came. Nothing in it is trusted before its signature was checked.
 *
 * @param provider the name in the address it was sent to
 * @param headers by name in lower case
 * @param query query of the address, still encoded; empty when there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record ReceiptCall(String provider, Map<String, List<String>> headers, String query, byte[] body) {
    @Override
    public String toString() {
        return "ReceiptCall[provider=" + provider + "]";
    }
}
