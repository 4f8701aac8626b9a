package io.latchkey.application.shared;

/**
 * The origin of a call.
 *
 * @param address the client's own address, past all trusted proxies
 * @param network key of throttles: the IPv4 address, or the /64 of an IPv6 address
 * @param device the client's User-Agent, at most 200 characters; empty when it sent none
 * @param app the app whose client calls: {@link #NATIVE}, or the name of a face
 */
public record ClientOrigin(String address, String network, String device, String app) {
    /** The app of clients that call the native API. */
    public static final String NATIVE = "native";

    /** An origin whose client calls the native API. */
    public ClientOrigin(String address, String network, String device) {
        this(address, network, device, NATIVE);
    }

    /** The same origin with a client of another app. */
    public ClientOrigin forApp(String other) {
        return new ClientOrigin(address, network, device, other);
    }
}
