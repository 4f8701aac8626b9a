package io.latchkey.application.otp;

import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;

/**
 * A challenge as its requester may see it.
 *
 * @param delivery how far its newest message has come
 */
public record IssuedChallenge(OtpChallenge challenge, DeliveryState delivery) {}
