package io.latchkey.domain.delivery;

/**
 * Counts of one provider's messages to one country and of the receipts about them.
 *
 * @param accepted messages it took
 * @param confirmed those of them whose receipt said in time that they arrived
 * @param answered those of them with any receipt, late ones and bad news included
 */
public record ReceiptTally(String provider, String country, long accepted, long confirmed, long answered) {}
