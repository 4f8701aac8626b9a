package io.latchkey.application.testkit;

import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.domain.listing.Target;
import java.util.Optional;

/** Reads IPv4 addresses and nothing else. */
public final class PlainAddressReader implements AddressReader {
    @Override
    public Optional<Target> read(String text) {
        String[] parts = text.strip().split("/", 2);
        int bits = parts.length == 1 ? 32 : parts[1].matches("[0-9]{1,2}") ? Integer.parseInt(parts[1]) : 99;
        return name(parts[0])
                .filter(name -> bits <= 32)
                .map(name -> new Target(Target.Kind.NETWORK, name.substring(0, 2 + bits), text.strip()));
    }

    private static Optional<String> name(String address) {
        if (!address.matches("[0-9]{1,3}([.][0-9]{1,3}){3}")) {
            return Optional.empty();
        }
        StringBuilder name = new StringBuilder("4:");
        for (String part : address.split("[.]", -1)) {
            int value = Integer.parseInt(part);
            if (value > 255) {
                return Optional.empty();
            }
            name.append(Integer.toBinaryString(256 + value).substring(1));
        }
        return Optional.of(name.toString());
    }
}
