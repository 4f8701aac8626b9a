package io.latchkey.domain.delivery;

import io.latchkey.domain.otp.OtpChallengeId;
import java.time.Instant;

/**
 * The one message that goes to an address although it bounced, so that its owner can verify it anew.
 *
 * @param challenge the challenge whose code it carries; the right code opens the address
 * @param message the message; no other message of the challenge is let through
 * @param at when it was promised
 */
public record Probe(OtpChallengeId challenge, OutboxMessageId message, Instant at) {}
