package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.origin.AllowedOrigins;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * Sessions whose refresh token lies in a cookie of the browser. Scripts never see the token. {@code __Host-} keeps the cookie to this host
 * and to HTTPS (RFC 6265bis §4.1.3.2), and {@code SameSite=Strict} to pages of this site.
 *
 * @param areServed whether there are such sessions
 * @param pages origins of the pages that may have them
 * @param longest how long a browser keeps the cookie, at most
 */
public record BrowserSessions(boolean areServed, AllowedOrigins pages, Duration longest) {
    /** A form of another site cannot send this field, and a script of another site is asked before. */
    static final String FIELD = "Latchkey-Browser";

    private static final String COOKIE = "__Host-latchkey-refresh";
    private static final String ORIGIN = "Origin";

    /** Returns the reason for which a call is not heard; empty when it is. Nothing is done before this is asked. */
    Optional<Problem> refuse(HttpHeaders headers) {
        if (!areServed) {
            return Optional.of(Refusals.notFound());
        }
        String origin = headers.getHeaderString(ORIGIN);
        boolean isOfPage = origin != null && pages.allow(origin) && headers.getHeaderString(FIELD) != null;
        return isOfPage
                ? Optional.empty()
                : Optional.of(Problem.of(403, "forbidden", "Forbidden")
                        .detail("Send Latchkey-Browser from a page of this service or of latchkey.cors.origins."));
    }

    /** The refresh token of the browser. */
    Optional<String> token(HttpHeaders headers) {
        return Optional.ofNullable(headers.getCookies().get(COOKIE))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    /** The cookie field that makes the browser keep a token. */
    String keep(String token) {
        return cookie(token, longest);
    }

    /** The cookie field that makes the browser forget its token. */
    String forget() {
        return cookie("", Duration.ZERO);
    }

    private static String cookie(String value, Duration age) {
        return COOKIE + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; Secure; HttpOnly; SameSite=Strict";
    }
}
