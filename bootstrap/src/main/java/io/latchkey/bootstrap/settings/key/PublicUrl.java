package io.latchkey.bootstrap.settings.key;

import java.net.URI;
import java.util.Optional;

/** The URL at which browsers and mail readers reach the service. It is never taken from a request. */
public final class PublicUrl {
    private PublicUrl() {}

    /** Returns the URL that settings lead to, without a slash at the end. */
    public static String of(SettingReader settings) {
        return of(
                settings.find(ServerKeys.PUBLIC_URL),
                settings.find(ServerKeys.HTTP_ADDRESS).orElse("127.0.0.1"),
                settings.get(ServerKeys.HTTP_PORT));
    }

    /**
     * Returns the URL, without a slash at the end.
     *
     * @param set what the operator has set; empty for the address that the service listens on
     * @param address name or address of the interface that the service listens on
     * @param port TCP port, 1 to 65535
     */
    public static String of(Optional<URI> set, String address, int port) {
        String url = set.map(URI::toString).orElseGet(() -> "http://" + host(address) + ":" + port);
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String host(String address) {
        return switch (address) {
            case "0.0.0.0", "::", "0:0:0:0:0:0:0:0" -> "127.0.0.1";
            default -> address.indexOf(':') < 0 ? address : "[" + address + "]";
        };
    }
}
