package io.latchkey.application.shared;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The origin of a call.
 *
 * @param address the client's own address, past all trusted proxies
 * @param network key of throttles: the IPv4 address, or the /64 of an IPv6 address
 * @param device the client's User-Agent, at most 200 characters; empty when it sent none
 * @param app the app whose client calls: {@link #NATIVE}, the name of a face, or {@code command line}
 * @param known the device that the client's token names, whatever its account; empty when the client showed no genuine token
 */
public record ClientOrigin(String address, String network, String device, String app, Optional<KnownDevice> known) {
    /** The app of clients that call the native API. */
    public static final String NATIVE = "native";

    /** An origin whose client calls the native API and showed no device token. */
    public ClientOrigin(String address, String network, String device) {
        this(address, network, device, NATIVE, Optional.empty());
    }

    /** The same origin with a client of another app. */
    public ClientOrigin forApp(String other) {
        return new ClientOrigin(address, network, device, other, known);
    }

    /** The same client with the device that its token names. */
    public ClientOrigin on(Optional<KnownDevice> other) {
        return new ClientOrigin(address, network, device, app, other);
    }

    /**
     * The device, if it is known to this account.
     *
     * @param account the account's id
     * @param knownSince tokens that were issued before name strangers
     */
    public Optional<UUID> deviceOf(UUID account, Instant knownSince) {
        return known.filter(token -> token.account().equals(account))
                .filter(token -> !token.since().isBefore(knownSince))
                .map(KnownDevice::id);
    }
}
