package io.latchkey.application.otp.service;

/**
 * Where a guess is compared with the right code: with one derived from a secret, with one that is fixed for a number, or by the provider that
 * owns it.
 */
public record CodeSources(OtpCodes derived, FixedCodes fixed, HandedGuesses handed) {}
