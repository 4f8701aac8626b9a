package io.latchkey.adapters.rest.client;

import inet.ipaddr.IPAddress;
import io.latchkey.application.shared.ClientOrigin;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client behind the operator's own proxies. It follows the chain of hops from the nearest one outwards and
 * stops at the first address that is not a trusted proxy. Addresses that a client writes into the header are thereby
 * ignored (OWASP ASVS 5.0, 4.1.3). It reads literal addresses only and never asks a name server.
 */
public final class ClientOriginResolver {
    private static final int NETWORK_BITS = 64;
    private static final int LONGEST_DEVICE = 200;
    private static final int MOST_KNOWN = 4096;
    private static final int LONGEST_KNOWN_LINE = 100;

    private final List<AddressBlock> trustedProxies;
    private final ProxyHeader header;
    /** Addresses are parsed once, because the same clients and proxies call again and again. */
    private final ConcurrentMap<Way, Place> places = new ConcurrentHashMap<>();

    /**
     * @param trustedProxies addresses and CIDR blocks ({@code 10.0.0.0/8}, {@code 2001:db8::/32}) of the operator's
     *     proxies; when there are none, the header is ignored
     * @throws IllegalArgumentException when an entry is neither an address nor a block
     */
    public ClientOriginResolver(List<String> trustedProxies, ProxyHeader header) {
        this.trustedProxies = trustedProxies.stream().map(AddressBlock::parse).toList();
        this.header = header;
    }

    public ProxyHeader header() {
        return header;
    }

    /**
     * @param peer address of the other end of the connection
     * @param fieldLines the lines of the field {@link #header}, in the order in which they arrived
     * @param userAgent null when there is none
     */
    public ClientOrigin resolve(String peer, List<String> fieldLines, @Nullable String userAgent) {
        Place place = place(new Way(peer, fieldLines));
        return new ClientOrigin(place.address(), place.network(), clean(userAgent));
    }

    /** Returns the network of the client of a servlet request that no resource runs for. */
    public String networkOf(HttpServletRequest request) {
        return resolve(request.getRemoteAddr(), Collections.list(request.getHeaders(header.fieldName())), null)
                .network();
    }

    /** How a request came: from which peer, with which lines of proxies. */
    private record Way(String peer, List<String> fieldLines) {
        /** Whether it is one of few, and short. */
        boolean isUsual() {
            return fieldLines.isEmpty()
                    || fieldLines.size() == 1 && fieldLines.get(0).length() <= LONGEST_KNOWN_LINE;
        }
    }

    private record Place(String address, String network) {
        static final Place UNKNOWN = new Place("unknown", "unknown");
    }

    private Place place(Way way) {
        Place known = places.get(way);
        if (known != null) {
            return known;
        }
        Place found = AddressBlock.parseAddress(way.peer())
                .map(address -> walk(address, way.fieldLines()))
                .map(client -> new Place(client.toCanonicalString(), network(client)))
                .orElse(Place.UNKNOWN);
        if (way.isUsual()) {
            if (places.size() >= MOST_KNOWN) {
                places.clear();
            }
            places.put(new Way(way.peer(), List.copyOf(way.fieldLines())), found);
        }
        return found;
    }

    private IPAddress walk(IPAddress peer, List<String> fieldLines) {
        IPAddress current = peer;
        if (!isTrusted(current)) {
            return current;
        }
        List<String> hops = new ArrayList<>();
        fieldLines.forEach(line -> hops.addAll(header.hopsOf(line)));
        Collections.reverse(hops);
        for (String hop : hops) {
            Optional<IPAddress> next = AddressBlock.parseAddress(withoutPort(hop.strip()));
            if (next.isEmpty()) {
                return current;
            }
            current = next.get();
            if (!isTrusted(current)) {
                return current;
            }
        }
        return current;
    }

    private boolean isTrusted(IPAddress address) {
        return trustedProxies.stream().anyMatch(block -> block.contains(address));
    }

    private static String network(IPAddress client) {
        return client.isIPv6() ? client.toPrefixBlock(NETWORK_BITS).toCanonicalString() : client.toCanonicalString();
    }

    /**
     * Removes the port from {@code 192.0.2.1:4711} and {@code [2001:db8::1]:4711}. Any other text is returned
     * unchanged.
     */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            boolean isWhole = end > 0 && hop.substring(end + 1).matches("(:[0-9]{1,5})?");
            return isWhole ? hop.substring(1, end) : "";
        }
        int colon = hop.indexOf(':');
        boolean hasPort = colon > 0 && colon == hop.lastIndexOf(':');
        return hasPort && hop.substring(colon + 1).matches("[0-9]{1,5}") ? hop.substring(0, colon) : hop;
    }

    private static String clean(@Nullable String userAgent) {
        if (userAgent == null) {
            return "";
        }
        StringBuilder device = new StringBuilder();
        userAgent
                .codePoints()
                .filter(symbol -> !Character.isISOControl(symbol)
                        && Character.getType(symbol) != Character.SURROGATE
                        && Character.getType(symbol) != Character.FORMAT)
                .takeWhile(symbol -> device.length() + Character.charCount(symbol) <= LONGEST_DEVICE)
                .forEach(device::appendCodePoint);
        return device.toString().strip();
    }
}
