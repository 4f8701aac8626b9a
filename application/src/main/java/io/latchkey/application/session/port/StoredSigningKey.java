package io.latchkey.application.session.port;

import java.time.Instant;

/**
 * A key that access tokens are signed with, as it is kept: the private half is sealed with a secret outside the store.
 *
 * @param kid names the key (RFC 7517 §4.5); at most 40 characters
 * @param algorithm as registered in RFC 7518 §3.1: {@code ES256} or the like
 * @param publicJwk the public half (RFC 7517), in JSON
 * @param sealedPrivateKey the private half, encrypted; text
 * @param signsFrom when it begins to sign; later than {@code createdAt}, so that verifiers have fetched it by then
 * @param publishedUntil until then tokens it signed may still be shown
 */
public record StoredSigningKey(
        String kid,
        String algorithm,
        String publicJwk,
        String sealedPrivateKey,
        Instant createdAt,
        Instant signsFrom,
        Instant publishedUntil) {
    @Override
    public String toString() {
        return "StoredSigningKey[kid=" + kid + "]";
    }
}
