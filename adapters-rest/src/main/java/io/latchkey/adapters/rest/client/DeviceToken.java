package io.latchkey.adapters.rest.client;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * How a device token travels at every door: in a header field, and for browsers in a cookie that {@link DeviceCookieFilter} adds. Where
 * a client sends both, the field counts.
 */
public final class DeviceToken {
    /** Header field of requests and answers. */
    public static final String FIELD = "Latchkey-Device";

    /** Name of the cookie. */
    public static final String COOKIE = "latchkey-device";

    private DeviceToken() {}

    /** Returns the token that a request shows. */
    static Optional<String> of(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString(FIELD))
                .or(() -> Optional.ofNullable(headers.getCookies().get(COOKIE)).map(Cookie::getValue));
    }

    /** Returns the answer with the token that makes its reader's device known. */
    public static Response with(Optional<String> token, Response answer) {
        return token.map(known ->
                        Response.fromResponse(answer).header(FIELD, known).build())
                .orElse(answer);
    }
}
