package io.latchkey.adapters.rest.origin;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a request from a page is told about other origins. The key set and what leads to it may be read by every page. The API may be
 * called by pages of the origins that the operator named. All else stays with pages of our own.
 *
 * @param origins the origins that the operator named
 * @param isApi whether a path belongs to the API or a face; paths have no slash before them
 */
public record CrossOrigin(AllowedOrigins origins, Predicate<String> isApi) {
    /** How long browsers need not ask again; two hours are the longest that Chromium keeps. */
    private static final Duration MAX_AGE = Duration.ofHours(2);

    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String EXPOSED =
            "Content-Disposition, ETag, Latchkey-Decision, Latchkey-Device, Location, RateLimit, RateLimit-Policy, Retry-After,"
                    + " WWW-Authenticate, X-Request-ID";
    private static final Pattern PUBLIC =
            Pattern.compile("\\.well-known/(jwks\\.json|oauth-authorization-server(/.*)?|openid-configuration(/.*)?)");
    /** Names of fields (RFC 9110 §5.1), as many as a browser may ask for in one request. */
    private static final Pattern FIELD_NAMES =
            Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}( *, *[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}){0,31}");

    /**
     * The parts of a request that count.
     *
     * @param path without a slash before it, encoded
     * @param origin origin of the page
     * @param wantedMethod method that the page wants to use, when the browser asks before
     * @param wantedFields header fields that the page wants to send, when the browser asks before
     */
    public record Call(
            String method,
            String path,
            Optional<String> origin,
            Optional<String> wantedMethod,
            Optional<String> wantedFields) {
        /** Whether a browser asks before the page calls. */
        boolean isPreflight() {
            return method.equals("OPTIONS") && origin.isPresent() && wantedMethod.isPresent();
        }
    }

    /**
     * What the answer says.
     *
     * @param fields header fields of the answer
     * @param isWhole whether there is nothing else to answer
     */
    public record Answer(Map<String, String> fields, boolean isWhole) {
        private static final Answer NOTHING = new Answer(Map.of(), false);
    }

    /** What the answer to a request says about other origins. */
    public Answer answer(Call call) {
        if (call.path().startsWith(".well-known/")
                && PUBLIC.matcher(call.path()).matches()) {
            return allowed(call, Map.of("Access-Control-Allow-Origin", "*"));
        }
        if (!origins.areNamed() || !isApi.test(call.path())) {
            return Answer.NOTHING;
        }
        // Caches must not give the answer for one origin to another.
        return call.origin()
                .filter(origins::allow)
                .map(origin -> allowed(
                        call,
                        Map.of(
                                "Vary",
                                "Origin",
                                "Access-Control-Allow-Origin",
                                origin,
                                "Access-Control-Allow-Credentials",
                                "true")))
                .orElseGet(() -> new Answer(Map.of("Vary", "Origin"), false));
    }

    private static Answer allowed(Call call, Map<String, String> origin) {
        Map<String, String> fields = new LinkedHashMap<>(origin);
        if (!call.isPreflight()) {
            fields.put("Access-Control-Expose-Headers", EXPOSED);
            return new Answer(fields, false);
        }
        fields.put("Access-Control-Allow-Methods", METHODS);
        // Faces have header fields of their own, and the origin is trusted with all of them.
        call.wantedFields()
                .filter(FIELD_NAMES.asMatchPredicate())
                .ifPresent(names -> fields.put("Access-Control-Allow-Headers", names));
        fields.put("Access-Control-Max-Age", Long.toString(MAX_AGE.toSeconds()));
        return new Answer(fields, true);
    }
}
