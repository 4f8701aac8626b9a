package io.latchkey.application.shared.port;

import java.util.UUID;

/** Turns what must not be stored into what can be looked up. */
public interface Digester {
    /** Keyed digest (HMAC-SHA-256, cut to 128 bits) of an address, a login or the like; the same for the same text. */
    UUID keyed(String text);

    /** SHA-256 in hexadecimal, for secrets of 128 random bits or more. */
    String plain(String secret);

    /** Compares a secret with a {@link #plain} digest, in constant time. */
    boolean matches(String secret, String plainDigest);
}
