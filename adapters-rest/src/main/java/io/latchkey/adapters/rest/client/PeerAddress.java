package io.latchkey.adapters.rest.client;

/** Who is at the other end of the connection of the current request. */
@FunctionalInterface
public interface PeerAddress {
    /** An IP address as text, as the server saw it; headers play no part in it. */
    String get();
}
