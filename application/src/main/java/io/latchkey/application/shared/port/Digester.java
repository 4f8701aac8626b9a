package io.latchkey.application.shared.port;

import java.util.UUID;

/** Digests values that must not be stored but must be found again. */
public interface Digester {
    /**
     * Keyed digest (HMAC-SHA-256, cut to 128 bits) of a text such as an address or a login. Equal texts have equal
     * digests.
     */
    UUID keyed(String text);

    /** SHA-256 in hexadecimal, for secrets of 128 random bits or more. */
    String plain(String secret);

    /** Compares a secret with a {@link #plain} digest, in constant time. */
    boolean matches(String secret, String plainDigest);
}
