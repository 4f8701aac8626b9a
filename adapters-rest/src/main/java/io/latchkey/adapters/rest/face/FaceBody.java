package io.latchkey.adapters.rest.face;

import com.fasterxml.jackson.annotation.JsonValue;
import io.latchkey.adapters.rest.api.ResponseBody;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of an answer that is too small for a record of its own.
 *
 * @param members in the order in which they are written; null is written as null
 */
public record FaceBody(@JsonValue Map<String, @Nullable Object> members) implements ResponseBody {
    public FaceBody {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** @param namesAndValues names and values in turn */
    public static FaceBody of(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new FaceBody(members);
    }
}
