package io.latchkey.application.session.port;

import java.time.Instant;

/**
 * A stored key that signs access tokens. Its private half is encrypted with a secret outside the store.
 *
 * @param kid names the key (RFC 7517 §4.5); at most 40 characters
 * @param algorithm as registered in RFC 7518 §3.1, such as {@code ES256}
 * @param publicJwk the public half (RFC 7517), in JSON
 * @param sealedPrivateKey the private half, encrypted; text
 * @param signsFrom time from which the key signs; later than {@code createdAt}, so that verifiers fetch it first
 * @param publishedUntil time until which tokens of this key may still be in use
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
