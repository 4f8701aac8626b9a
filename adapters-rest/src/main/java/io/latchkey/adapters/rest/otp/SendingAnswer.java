package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import jakarta.ws.rs.core.Response;

/** What the native API says of a code that was asked for. Nobody is told whether a contact has an account: its code looks sent. */
public final class SendingAnswer implements CodeSending.Cases<Response> {
    @Override
    public Response sent(CodeSending.Sent sent) {
        return Response.accepted(ChallengeResponse.from(sent.challenge())).build();
    }

    @Override
    public Response unknownAccount(CodeSending.UnknownAccount unknown) {
        throw new IllegalStateException("a contact nobody has is answered by a challenge");
    }

    @Override
    public Response noSuchContact(CodeSending.NoSuchContact none) {
        throw new IllegalStateException("the contact was named");
    }

    @Override
    public Response contactTaken(CodeSending.ContactTaken taken) {
        throw new IllegalStateException("no newcomer was meant");
    }

    @Override
    public Response notDelivered(CodeSending.NotDelivered failed) {
        throw new IllegalStateException("no delivery was awaited");
    }

    @Override
    public Response channelNotOffered(CodeSending.ChannelNotOffered none) {
        return OtpProblems.channelNotOffered(none.offered()).toResponse();
    }

    @Override
    public Response refused(CodeSending.Refused refused) {
        return Refusals.tooSoon(refused.why()).toResponse();
    }
}
