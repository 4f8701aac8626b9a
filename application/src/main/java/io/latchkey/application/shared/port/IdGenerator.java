package io.latchkey.application.shared.port;

import java.time.Instant;
import java.util.UUID;

/** Makes unguessable ids and secrets. */
public interface IdGenerator {
    /** 128 bits from a cryptographic generator; no bit is fixed. */
    UUID next();

    /**
     * An id that sorts by a time and tells it, for rows that come in great numbers: new ones are stored beside each other. 48 bits of
     * milliseconds since 1970, then 74 bits from a cryptographic generator (RFC 9562 version 7).
     *
     * @param time from 1970 to the year 10889
     */
    UUID nextAt(Instant time);

    /** A text of this many letters and digits (62 symbols each) from a cryptographic generator. */
    String nextText(int length);
}
