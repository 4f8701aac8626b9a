package io.latchkey.application.shared;

import java.time.Instant;
import java.util.UUID;

/**
 * What a genuine device token says: somebody signed in to this account on this device. It opens nothing. It only keeps the device out
 * of the lane of strangers.
 *
 * @param account the account's id
 * @param id random; names the device among those of the account
 * @param since when the token was issued, in whole seconds
 */
public record KnownDevice(UUID account, UUID id, Instant since) {}
