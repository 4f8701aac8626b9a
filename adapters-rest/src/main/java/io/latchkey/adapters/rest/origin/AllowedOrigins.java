package io.latchkey.adapters.rest.origin;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The origins whose pages may call the API, in the form in which browsers send them (RFC 6454 §6.2).
 *
 * @param origins scheme, host and port; the port only where it is not the scheme's own
 */
public record AllowedOrigins(Set<String> origins) {
    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("https", 443, "http", 80);
    private static final int HIGHEST_PORT = 65_535;

    public AllowedOrigins {
        origins = Set.copyOf(origins);
    }

    /**
     * Reads origins as an operator writes them. Each is one origin: no path, no pattern.
     *
     * @throws IllegalArgumentException saying what an origin must be, unlike the first that is none
     */
    public static AllowedOrigins parse(Collection<String> texts) {
        return new AllowedOrigins(texts.stream().map(AllowedOrigins::origin).collect(Collectors.toSet()));
    }

    private static String origin(String text) {
        if (text.indexOf('*') >= 0) {
            throw new IllegalArgumentException("must name each origin, unlike " + text
                    + ": pages that it lets in act for whoever is signed in there");
        }
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw refusal(text, malformed);
        }
        String scheme = String.valueOf(url.getScheme());
        int port = url.getPort();
        if (!DEFAULT_PORTS.containsKey(scheme) || url.getHost() == null || port == 0 || port > HIGHEST_PORT) {
            throw refusal(text, null);
        }
        String plain = scheme + "://" + url.getHost();
        if (!text.equals(port < 0 ? plain : plain + ":" + port)) {
            throw refusal(text, null);
        }
        return (Integer.valueOf(port).equals(DEFAULT_PORTS.get(scheme)) ? plain : text).toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException refusal(String text, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "must be origins such as https://app.example.org: http or https, a host, a port if it is another than the"
                        + " usual one, and nothing behind, unlike " + text,
                cause);
    }

    /**
     * These and the origin of a URL.
     *
     * @param url of http or https
     */
    public AllowedOrigins and(URI url) {
        Set<String> all = new HashSet<>(origins);
        all.add(origin(url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort())));
        return new AllowedOrigins(all);
    }

    /** Whether there are any. */
    boolean areNamed() {
        return !origins.isEmpty();
    }

    /** Whether pages of an origin may call the API. */
    public boolean allow(String origin) {
        return origins.contains(origin);
    }
}
