package io.latchkey.domain.delivery;

/**
 * Receipts about one provider's messages to one country.
 *
 * @param accepted messages it took
 * @param confirmed those of them whose receipt said in time that they arrived
 * @param answered those of them with any receipt, late ones and bad news included
 */
public record ReceiptTally(String provider, String country, long accepted, long confirmed, long answered) {}
