package io.latchkey.adapters.rest.client;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/**
 * An IP address, or a CIDR block of addresses (RFC 4632, RFC 4291 §2.3). It reads literal addresses only and never asks
 * a name server.
 */
public final class AddressBlock {
    private static final int LONGEST_LITERAL = 100;
    private static final IPAddressStringParameters LITERAL = literal(false);
    private static final IPAddressStringParameters BLOCK = literal(true);

    private final IPAddress block;

    private AddressBlock(IPAddress block) {
        this.block = block;
    }

    /**
     * Reads an address or a block such as {@code 192.0.2.1}, {@code 10.0.0.0/8} or {@code 2001:db8::/32}. Bits after
     * the prefix are ignored.
     *
     * @throws IllegalArgumentException when the text is neither
     */
    public static AddressBlock parse(String text) {
        IPAddress block = new IPAddressString(text.strip(), BLOCK).getAddress();
        if (block == null) {
            throw new IllegalArgumentException(text + " is neither an IP address nor a CIDR block");
        }
        return new AddressBlock(unwrap(block.isPrefixed() ? block.toPrefixBlock() : block));
    }

    /** Reads as {@link #parse}; empty when the text is neither an address nor a block. */
    public static Optional<AddressBlock> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }

    /**
     * Tells whether the text is an address in the block. An IPv4 address may also be written in its IPv6-mapped form.
     */
    public boolean contains(String address) {
        return parseAddress(address).filter(this::contains).isPresent();
    }

    boolean contains(IPAddress address) {
        return block.contains(address);
    }

    public boolean isIpv4() {
        return block.isIPv4();
    }

    /** Whether all its addresses are private, link-local or of this machine, so that no stranger can have one. */
    public boolean isPrivate() {
        return block.isLocal() || block.isLoopback();
    }

    /** Number of leading bits that all addresses of the block share: 0 to 32 for IPv4, 0 to 128 for IPv6. */
    public int prefixLength() {
        return Optional.ofNullable(block.getNetworkPrefixLength()).orElseGet(block::getBitCount);
    }

    /** {@code 4:} or {@code 6:}, and the leading bits that all its addresses share as {@code 0} and {@code 1}. */
    public String name() {
        StringBuilder name = new StringBuilder(isIpv4() ? "4:" : "6:");
        byte[] bytes = block.getLower().getBytes();
        for (int bit = 0; bit < prefixLength(); bit++) {
            name.append((bytes[bit / 8] >> (7 - bit % 8)) & 1);
        }
        return name.toString();
    }

    static Optional<IPAddress> parseAddress(String text) {
        if (text.isEmpty() || text.length() > LONGEST_LITERAL) {
            return Optional.empty();
        }
        int zone = text.indexOf('%');
        IPAddress address = new IPAddressString(zone < 0 ? text : text.substring(0, zone), LITERAL).getAddress();
        return Optional.ofNullable(address).map(AddressBlock::unwrap);
    }

    /**
     * Returns the IPv4 address of an IPv6-mapped one such as {@code ::ffff:192.0.2.1}, and any other address unchanged.
     */
    private static IPAddress unwrap(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    /** Returns the block in CIDR notation. */
    @Override
    public String toString() {
        return block.toCanonicalString();
    }

    private static IPAddressStringParameters literal(boolean allowsPrefix) {
        return new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowWildcardedSeparator(false)
                .allowMask(false)
                .allowPrefixOnly(false)
                .allowPrefix(allowsPrefix)
                .allow_inet_aton(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .getIPv4AddressParametersBuilder()
                .allowLeadingZeros(false)
                .allowBinary(false)
                .getParentBuilder()
                .getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowBase85(false)
                .allowBinary(false)
                .getParentBuilder()
                .toParams();
    }
}
