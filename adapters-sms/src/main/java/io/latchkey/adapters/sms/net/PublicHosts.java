package io.latchkey.adapters.sms.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Keeps calls out of the operator's own network, whatever a definition or a name server says. */
public final class PublicHosts {
    private PublicHosts() {}

    /**
     * Whether every address of a host belongs to the public network. The platform caches addresses for some seconds, so
     * a call right afterwards uses the same addresses.
     *
     * @throws UnknownHostException when there is no such host
     */
    public static boolean isPublic(String host) throws UnknownHostException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Arrays.stream(InetAddress.getAllByName(bare)).allMatch(PublicHosts::isPublic);
    }

    /** Whether an address belongs to the public network. */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            // This network, carrier NAT (RFC 6598), protocol assignments, benchmarks, reserved (RFC 6890).
            return first != 0
                    && !(first == 100 && second >= 64 && second <= 127)
                    && !(first == 192 && second == 0 && bytes[2] == 0)
                    && !(first == 198 && (second == 18 || second == 19))
                    && first < 240;
        }
        if (first == 0 && second == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b) {
            return isTranslatedPublic(bytes);
        }
        // Unique local addresses (RFC 4193), special ones, and 6to4 addresses (RFC 3056).
        boolean isUniqueLocal = (first & 0xfe) == 0xfc;
        return !isUniqueLocal && first != 0 && !(first == 0x20 && second == 0x02);
    }

    /** Whether the IPv4 address that a translator reaches is public (RFC 6052). */
    private static boolean isTranslatedPublic(byte[] bytes) {
        try {
            return isPublic(InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
