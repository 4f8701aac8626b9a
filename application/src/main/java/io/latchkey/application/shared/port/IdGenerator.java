package io.latchkey.application.shared.port;

import java.util.UUID;

/** Makes unguessable ids and secrets. */
public interface IdGenerator {
    /** 128 bits from a cryptographic generator; no bit is fixed. */
    UUID next();

    /** A text of this many letters and digits (62 symbols each) from a cryptographic generator. */
    String nextText(int length);
}
