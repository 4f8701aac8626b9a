package io.latchkey.adapters.rest.json;

import io.latchkey.domain.shared.Ascii;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a request that say where it goes, as a client wrote them. Servers differ in what they do with malformed ones, so they
 * are judged here before.
 */
public final class Address {
    /** RFC 9110 §7.2, with the name and address of RFC 3986 §3.2.2. */
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+(%25[\\w.~-]+)?]|[A-Za-z0-9._~!$&'()*+;=-]+)(:(?<port>[0-9]{0,5}))?");

    private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7E]*");

    private Address() {}

    /** Whether a Host field names a host, and perhaps a port of 0 to 65535. */
    public static boolean isHost(String host) {
        if (Ascii.isOf(host, ".-")) {
            return true;
        }
        Matcher matcher = HOST.matcher(host.strip());
        if (!matcher.matches()) {
            return false;
        }
        @Nullable String port = matcher.group("port");
        return port == null || port.isEmpty() || Integer.parseInt(port) <= 65_535;
    }

    /**
     * Whether a path is absolute, stays below the root, and its escaped bytes are UTF-8 without a backslash, a semicolon or a zero byte.
     * Nothing here reads the path parameters that a semicolon begins (RFC 3986 §3.3). Servers leave them out when they look for what a
     * path names, which a proxy that hides paths does not.
     */
    public static boolean isPath(String escaped) {
        if (escaped.startsWith("/") && Ascii.isOf(escaped, "/-_")) {
            return true;
        }
        Optional<String> path = decode(escaped, false).filter(decoded -> decoded.startsWith("/"));
        if (path.isEmpty() || path.get().chars().anyMatch(symbol -> "\\;\0".indexOf(symbol) >= 0)) {
            return false;
        }
        int depth = 0;
        for (String segment : path.get().split("/", -1)) {
            depth += segment.equals("..") ? -1 : segment.isEmpty() || segment.equals(".") ? 0 : 1;
            if (depth < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the escaped bytes of a query are UTF-8. */
    public static boolean isQuery(String escaped) {
        return decode(escaped, true).isPresent();
    }

    private static Optional<String> decode(String escaped, boolean plusIsBlank) {
        try {
            return VISIBLE.matcher(escaped).matches()
                    ? Optional.of(Utf8.unescape(escaped, plusIsBlank))
                    : Optional.empty();
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
