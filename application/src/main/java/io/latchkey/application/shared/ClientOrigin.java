package io.latchkey.application.shared;

/**
 * Where a call comes from.
 *
 * @param address the client's own address, past all trusted proxies
 * @param network what throttles are keyed by: the IPv4 address, or the /64 of an IPv6 one
 * @param device the client's User-Agent, at most 200 characters; empty when it sent none
 */
public record ClientOrigin(String address, String network, String device) {}
