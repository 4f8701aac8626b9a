package io.latchkey.application.session;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;

/** Use case: sign in with a code alone, or finish a sign-in whose password was right. */
public interface SignInWithCodeUseCase {
    SignIn signIn(OtpChallengeId challengeId, OtpCode code, ClientOrigin origin);
}
