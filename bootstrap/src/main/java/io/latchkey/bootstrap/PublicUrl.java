package io.latchkey.bootstrap;

import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.net.URI;

/** The URL at which browsers and mail readers reach the service. It is never taken from a request. */
final class PublicUrl {
    private PublicUrl() {}

    /** The URL, without a slash at the end. */
    static String of(Settings settings) {
        String url = settings.find(ServerKeys.PUBLIC_URL)
                .map(URI::toString)
                .orElseGet(() -> "http://" + host(settings) + ":" + settings.get(ServerKeys.HTTP_PORT));
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static String host(Settings settings) {
        String address = settings.find(ServerKeys.HTTP_ADDRESS).orElse("127.0.0.1");
        if (address.equals("0.0.0.0") || address.equals("::")) {
            return "127.0.0.1";
        }
        return address.indexOf(':') < 0 ? address : "[" + address + "]";
    }
}
