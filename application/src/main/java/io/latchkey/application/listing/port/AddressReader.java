package io.latchkey.application.listing.port;

import io.latchkey.domain.listing.Target;
import java.util.Optional;

/** Reads addresses of clients, and blocks of addresses. It reads literals only and never asks a name server. */
@FunctionalInterface
public interface AddressReader {
    /**
     * Reads an address or a block in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3). Its name is {@code 4:} or {@code 6:}, and all its bits
     * as {@code 0} and {@code 1}, of a block those of its prefix. An IPv6-mapped IPv4 address is the IPv4 address.
     *
     * @return empty when the text is neither
     */
    Optional<Target> read(String text);
}
