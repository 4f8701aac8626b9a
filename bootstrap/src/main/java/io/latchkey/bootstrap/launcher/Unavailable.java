package io.latchkey.bootstrap.launcher;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What callers are told while the service starts or stops: a problem (RFC 9457) with status 503. */
public enum Unavailable {
    STARTING("starting", "The service is starting", "Try again in a few seconds."),
    STOPPING("stopping", "The service is stopping", "Try again: another node, or the next start, will answer.");

    /** Path that says whether the process lives. It is answered 200 from the first second to the last. */
    public static final String LIVE = "/health/live";

    /** Paths that say whether calls are taken. */
    public static final List<String> READINESS = List.of("/health", "/health/ready");

    public static final String MEDIA_TYPE = "application/problem+json";

    /** Seconds after which a caller should try again. */
    public static final int RETRY_AFTER = 3;

    /** Paths that can stand in a JSON text as they are. */
    private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9/._~%-]{0,500}");

    private final String name;
    private final String title;
    private final String detail;

    Unavailable(String name, String title, String detail) {
        this.name = name;
        this.title = title;
        this.detail = detail;
    }

    /** The body of the answer to {@link #LIVE}, of type application/json. */
    public static byte[] live() {
        return "{\"status\":\"UP\",\"checks\":[]}".getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The body of the answer to any other request.
     *
     * @param path path of the request, without its query
     * @param publicUrl URL at which clients reach the service, without a slash at the end
     */
    public byte[] body(String path, String publicUrl) {
        String instance = PLAIN.matcher(path).matches() ? ",\"instance\":\"" + path + "\"" : "";
        return ("{\"type\":\"" + publicUrl + "/problems/" + name + "\",\"title\":\"" + title
                        + "\",\"status\":503,\"detail\":\"" + detail + "\"" + instance + ",\"retryAfter\":"
                        + RETRY_AFTER + "}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
