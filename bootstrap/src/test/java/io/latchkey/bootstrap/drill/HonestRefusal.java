package io.latchkey.bootstrap.drill;

import java.net.http.HttpResponse;

/** What callers may see while something is away: 503 with {@code Retry-After} and a problem as body (RFC 9457). */
final class HonestRefusal {
    private HonestRefusal() {}

    static boolean is(HttpResponse<?> response) {
        return response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isPresent()
                && response.headers()
                        .firstValue("Content-Type")
                        .filter(type -> type.startsWith("application/problem+json"))
                        .isPresent();
    }
}
