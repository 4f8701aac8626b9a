package io.latchkey.domain.delivery;

/**
 * Counts of one provider's messages to one country, and of the receipts about them.
 *
 * @param accepted messages that the provider took
 * @param confirmed accepted messages whose receipt said in time that they arrived
 * @param answered accepted messages with any receipt, including late ones and those of failures
 */
public record ReceiptTally(String provider, String country, long accepted, long confirmed, long answered) {}
