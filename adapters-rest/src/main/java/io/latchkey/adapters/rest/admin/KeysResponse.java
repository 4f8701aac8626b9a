package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.ServiceKey;
import java.time.Instant;
import java.util.List;

/** The keys that sign tokens, and those that verifiers still find. */
public record KeysResponse(List<Key> keys) implements ResponseBody {
    /**
     * A key.
     *
     * @param id its {@code kid}
     * @param signs whether it signs now
     */
    record Key(String id, Instant signsFrom, Instant publishedUntil, boolean signs) {}

    public static KeysResponse from(List<ServiceKey> keys) {
        return new KeysResponse(keys.stream()
                .map(key -> new Key(key.id(), key.signsFrom(), key.publishedUntil(), key.signs()))
                .toList());
    }
}
