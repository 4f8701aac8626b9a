package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Optional;

/** A code that the client received, and the id of the request for which it was sent. */
record CodeRequest(String otpRequestId, String otp) {
    static CodeRequest from(FaceInput input) {
        return new CodeRequest(Members.text(input, "otp_request_id"), Members.textOrNumber(input, "otp"));
    }

    /**
     * Returns the guess to compare with the challenge. The result is empty when a code of this service cannot look like
     * this.
     */
    Optional<Guess> toGuess(ContactKind kind) {
        try {
            return Optional.of(new Guess(
                    new ChallengeRef.ByIdOn(OtpChallengeId.parse(otpRequestId), kind), OtpCode.parseNumeral(otp)));
        } catch (InvalidValueException neverIssued) {
            return Optional.empty();
        }
    }

    record Guess(ChallengeRef challenge, OtpCode code) {}

    @Override
    public String toString() {
        return "CodeRequest[" + otpRequestId + "]";
    }
}
