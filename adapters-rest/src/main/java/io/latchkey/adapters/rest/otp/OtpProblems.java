package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Channel;
import java.util.List;

/** What a caller is told of a refused code: whether to try again, not why it failed. */
public final class OtpProblems {
    private OtpProblems() {}

    /** @param wrongStatus the status of a code that was not accepted */
    public static Problem refused(int wrongStatus, RefusalReason reason, int attemptsLeft) {
        return switch (reason) {
            case LOCKED -> locked();
            case OTHER_PURPOSE ->
                Problem.of(422, "otp-other-purpose", "The code is for something else")
                        .detail("Use the route that the challenge's purpose belongs to.");
            case WRONG_CODE -> attemptsLeft == 0 ? locked() : refused(wrongStatus, attemptsLeft);
            case UNKNOWN_CHALLENGE, EXPIRED, ALREADY_USED -> refused(wrongStatus, attemptsLeft);
        };
    }

    private static Problem refused(int status, int attemptsLeft) {
        return Problem.of(status, "otp-refused", "Code not accepted")
                .detail("The code is wrong or no longer valid.")
                .with("attemptsLeft", attemptsLeft);
    }

    /** Nothing more can be sent for a challenge. */
    static Problem over(RefusalReason reason) {
        return switch (reason) {
            case LOCKED -> locked();
            case UNKNOWN_CHALLENGE -> unknown();
            case EXPIRED, ALREADY_USED, WRONG_CODE, OTHER_PURPOSE ->
                Problem.of(422, "otp-over", "The challenge is over").detail("Ask for a new code.");
        };
    }

    /** No wait helps; only a new challenge does. */
    static Problem sendsUsedUp() {
        return Problem.of(429, "otp-sends-used-up", "No message left")
                .detail("The code was sent as often as it may be; ask for a new one.")
                .with("sendsLeft", 0);
    }

    /** The route of the contact has not the channel that was chosen. */
    static Problem channelNotOffered(List<Channel> offered) {
        List<String> names = offered.stream().map(Channel::wireName).toList();
        return Problem.of(422, "channel-not-offered", "Channel not offered")
                .detail(
                        names.isEmpty()
                                ? "Leave the channel out: it cannot be chosen for this code."
                                : "This code can be sent by " + String.join(", ", names) + ".")
                .with("channels", names);
    }

    static Problem unknown() {
        return Problem.of(404, "otp-unknown", "No such challenge");
    }

    private static Problem locked() {
        return Problem.of(429, "otp-locked", "Too many wrong codes")
                .detail("No guess is left; ask for a new code.")
                .with("attemptsLeft", 0);
    }
}
