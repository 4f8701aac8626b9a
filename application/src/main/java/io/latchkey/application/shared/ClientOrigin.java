package io.latchkey.application.shared;

/**
 * The origin of a call.
 *
 * @param address the client's own address, past all trusted proxies
 * @param network key of throttles: the IPv4 address, or the /64 of an IPv6 address
 * @param device the client's User-Agent, at most 200 characters; empty when it sent none
 */
public record ClientOrigin(String address, String network, String device) {}
