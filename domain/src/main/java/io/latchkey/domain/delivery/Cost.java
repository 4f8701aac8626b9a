package io.latchkey.domain.delivery;

/**
 * The price of a message.
 *
 * @param micros millionths of the currency's unit; 0 or more
 * @param currency ISO 4217 code
 */
public record Cost(long micros, String currency) {}
