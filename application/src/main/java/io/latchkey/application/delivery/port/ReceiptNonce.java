package io.latchkey.application.delivery.port;

import java.time.Instant;
import java.util.UUID;

/**
 * A text that a provider signs into one receipt and no other, together with what it came with. Only digests are held.
 *
 * @param id digest of the provider's name and of the text
 * @param content digest of the query and the body of the call; a call that is repeated has the same
 * @param expiresAt time from which on it need not be known, because a call with it is too old by then
 */
public record ReceiptNonce(UUID id, UUID content, Instant expiresAt) {}
