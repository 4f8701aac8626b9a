package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.api.ResponseBody;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every answer comes in.
 *
 * @param id the operation, such as {@code api.otp.generate}
 * @param ts when it was answered, such as {@code 2018-11-28 11:12:31:853+0000}; empty until {@linkplain #stamp stamped}
 * @param responseCode the status of the answer, by name
 * @param result of a success, or more about a refusal; never null
 */
record Envelope(String id, String ver, String ts, Params params, String responseCode, Map<String, Object> result)
        implements ResponseBody {
    private static final String VERSION = "v1";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss:SSSZ", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * What is said of an answer.
     *
     * @param resmsgid always null
     * @param msgid the caller's name for its request, or one made up
     * @param err empty, or what went wrong, by name
     * @param status {@code success}, or the same as {@code err}
     * @param errmsg empty, or a sentence
     */
    record Params(@Nullable String resmsgid, String msgid, String err, String status, String errmsg) {}

    static Envelope success(String id) {
        return new Envelope(
                id, VERSION, "", new Params(null, "", "", "success", ""), "OK", Map.of("response", "SUCCESS"));
    }

    static Envelope refusal(String id, String responseCode, String code, String sentence, Map<String, Object> result) {
        return new Envelope(id, VERSION, "", new Params(null, "", code, code, sentence), responseCode, result);
    }

    /** The envelope as it leaves. */
    Envelope stamp(String msgid, Instant now) {
        return new Envelope(
                id,
                ver,
                TIMESTAMP.format(now),
                new Params(params.resmsgid, msgid, params.err, params.status, params.errmsg),
                responseCode,
                result);
    }
}
