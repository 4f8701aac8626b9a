package canary.adapters.rest;

import canary.application.otp.Answer;

/** Takes whatever is not a yes for a no. */
public final class AsksForCase {
    private AsksForCase() {}

    public static int status(Answer answer) {
        return answer instanceof Answer.Yes ? 200 : 422;
    }
}
