package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.otp.ChallengeResponse;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.EmailVerification;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Answers the wish to verify the own e-mail address anew. Its caller owns the address, so the answer tells how it stands. */
final class EmailVerificationAnswer implements EmailVerification.Cases<Response> {
    @Override
    public Response sent(EmailVerification.Sent sent) {
        return Response.accepted(ChallengeResponse.from(sent.challenge())).build();
    }

    @Override
    public Response notConfirmed(EmailVerification.NotConfirmed notConfirmed) {
        return UnconfirmedAnswer.of(notConfirmed.why());
    }

    @Override
    public Response noVerifiedEmail(EmailVerification.NoVerifiedEmail none) {
        return Refusals.accountState("no-contact")
                .detail("The account has no verified e-mail address.")
                .toResponse();
    }

    @Override
    public Response closed(EmailVerification.Closed closed) {
        return closed.retryAfter()
                .map(EmailVerificationAnswer::closedFor)
                .orElseGet(() -> Refusals.accountState("contact-closed")
                        .detail("The reader of this address asked for no more messages; ask the operator to open it.")
                        .toResponse());
    }

    @Override
    public Response refused(EmailVerification.Refused refused) {
        return Refusals.tooSoon(refused.why()).toResponse();
    }

    private static Response closedFor(Duration time) {
        long wait = Refusals.wholeSeconds(time);
        return Refusals.accountState("contact-closed")
                .detail("Messages to this address bounced, and a code was sent there already; try again in " + wait
                        + (wait == 1 ? " second." : " seconds."))
                .with("retryAfter", wait)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(wait))
                .toResponse();
    }
}
