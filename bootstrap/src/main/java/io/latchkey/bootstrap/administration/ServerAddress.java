package io.latchkey.bootstrap.administration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a server is called.
 *
 * @param url its URL without a slash at the end: {@code https}, or {@code http} to this machine
 */
public record ServerAddress(String url) {
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    /**
     * Reads what somebody typed. What is refused is not repeated, because it may hold a password.
     *
     * @throws NotDoneException when it is no URL of a server, or tokens would go over a network as plain text
     */
    public static ServerAddress parse(String typed) {
        URI uri = uri(typed.strip());
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean isWeb = scheme.equals("https") || scheme.equals("http");
        if (uri.getRawUserInfo() != null) {
            throw NotDoneException.wrongCall("The URL of the server must not hold a user or a password.");
        }
        if (!isWeb || host.isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw malformed();
        }
        if (scheme.equals("http") && !LOOPBACK.matcher(host).matches()) {
            throw NotDoneException.wrongCall(
                    "The URL of the server must begin with https://; http:// is for this machine alone (127.0.0.1, localhost).");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return new ServerAddress(scheme + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path);
    }

    private static URI uri(String typed) {
        try {
            return new URI(typed);
        } catch (URISyntaxException malformed) {
            throw malformed();
        }
    }

    private static NotDoneException malformed() {
        return NotDoneException.wrongCall("The URL of the server must be one such as https://id.example.org.");
    }

    /** Address of a path. */
    URI at(String path) {
        return URI.create(url + path);
    }

    /** A name of a file for what is about this server. Another server may have the same. */
    String fileName() {
        return url.replaceFirst("^https?://", "").replaceAll("[^A-Za-z0-9.-]+", "_");
    }

    /** The command that signs in there. */
    String signIn() {
        return "latchkey admin sign-in --server " + url;
    }
}
