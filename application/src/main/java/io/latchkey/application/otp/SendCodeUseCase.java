package io.latchkey.application.otp;

import io.latchkey.application.shared.Throttled;
import java.time.Instant;

/** Use case: send a code and tell exactly what came of it. For callers who are to know; all else asks {@link RequestOtpUseCase}. */
public interface SendCodeUseCase {
    CodeSending send(SendCodeCommand command);

    /** Outcome of sending. */
    sealed interface CodeSending {
        record Sent(IssuedChallenge challenge) implements CodeSending {}

        /** No active account is meant. */
        record UnknownAccount() implements CodeSending {}

        /** The account has no verified contact on that channel. */
        record NoSuchContact() implements CodeSending {}

        /** An account has verified the contact that was to be a newcomer's. */
        record ContactTaken() implements CodeSending {}

        /** The first try to deliver failed; the challenge is void and nothing is tried again. */
        record NotDelivered() implements CodeSending {}

        /** @param until when the same call is admitted */
        record Refused(Throttled throttled, Instant until) implements CodeSending {}
    }
}
