package io.latchkey.application.shared.port;

import java.util.UUID;

/** Makes ids and secrets nobody can guess. */
public interface IdGenerator {
    /** 128 bits from a cryptographic generator, no bit of them fixed. */
    UUID next();

    /** Text of so many letters and digits (62 symbols each) from a cryptographic generator. */
    String nextText(int length);
}
