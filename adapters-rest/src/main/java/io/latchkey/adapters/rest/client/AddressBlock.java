package io.latchkey.adapters.rest.client;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Optional;

/** One address, or a CIDR block of them (RFC 4632, RFC 4291 §2.3). Reads literal addresses only; never asks a name server. */
public final class AddressBlock {
    private static final int LONGEST_LITERAL = 100;
    private static final IPAddressStringParameters LITERAL = literal(false);
    private static final IPAddressStringParameters BLOCK = literal(true);

    private final IPAddress block;

    private AddressBlock(IPAddress block) {
        this.block = block;
    }

    /**
     * Reads {@code 192.0.2.1}, {@code 10.0.0.0/8}, {@code 2001:db8::/32} and the like; bits past the prefix do not count.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static AddressBlock parse(String text) {
        IPAddress block = new IPAddressString(text.strip(), BLOCK).getAddress();
        if (block == null) {
            throw new IllegalArgumentException(text + " is neither an IP address nor a CIDR block");
        }
        return new AddressBlock(unwrap(block.isPrefixed() ? block.toPrefixBlock() : block));
    }

    /** Whether the text is an address in the block; an IPv4 address is so in its IPv6-mapped form, too. */
    public boolean contains(String address) {
        return parseAddress(address).filter(this::contains).isPresent();
    }

    boolean contains(IPAddress address) {
        return block.contains(address);
    }

    public boolean isIpv4() {
        return block.isIPv4();
    }

    /** Leading bits its addresses share: 0 to 32 of IPv4, 0 to 128 of IPv6. */
    public int prefixLength() {
        return Optional.ofNullable(block.getNetworkPrefixLength()).orElseGet(block::getBitCount);
    }

    static Optional<IPAddress> parseAddress(String text) {
        if (text.isEmpty() || text.length() > LONGEST_LITERAL) {
            return Optional.empty();
        }
        int zone = text.indexOf('%');
        IPAddress address = new IPAddressString(zone < 0 ? text : text.substring(0, zone), LITERAL).getAddress();
        return Optional.ofNullable(address).map(AddressBlock::unwrap);
    }

    /** An IPv4 address that came as {@code ::ffff:192.0.2.1} is that IPv4 address. */
    private static IPAddress unwrap(IPAddress address) {
        return address.isIPv6() && address.toIPv6().isIPv4Mapped()
                ? address.toIPv6().getEmbeddedIPv4Address()
                : address;
    }

    /** As it is written in CIDR notation. */
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
