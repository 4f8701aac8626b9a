package io.latchkey.adapters.rest.client;

/** Address of the other end of the connection of the current request. */
@FunctionalInterface
public interface PeerAddress {
    /** Returns an IP address as text, as the server saw it. Header fields do not change it. */
    String get();
}
