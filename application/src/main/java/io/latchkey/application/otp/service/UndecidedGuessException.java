package io.latchkey.application.otp.service;

import io.latchkey.domain.otp.OtpChallengeId;

/** A provider owns the code and was not asked about the guess yet. The unit of work is undone; see {@link HandedGuesses}. */
final class UndecidedGuessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient OtpChallengeId challenge;

    UndecidedGuessException(OtpChallengeId challenge) {
        super("the provider was not asked yet", null, false, false);
        this.challenge = challenge;
    }

    OtpChallengeId challenge() {
        return challenge;
    }
}
