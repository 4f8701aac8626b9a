package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.BoundedInput;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.FindCodeUseCase;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.InvalidValueException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/** Sends, re-sends, checks and shows one-time codes. Whoever holds a challenge's id may ask about it: the id cannot be guessed. */
@Path(Api.V1 + "/otp")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class OtpResource {
    private static final ResendingAnswer RESENDING = new ResendingAnswer();
    private static final CheckAnswer CHECK = new CheckAnswer();
    private static final GainAnswer GAIN = new GainAnswer();

    @Inject
    private SendCodeUseCase sendCode;

    @Inject
    private ResendCodeUseCase resendCode;

    @Inject
    private CheckCodeUseCase checkCode;

    @Inject
    private FindCodeUseCase findCode;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ConcealsAccounts
    public Response request(SendCodeRequest body, @Context HttpHeaders headers) {
        return sendCode.send(body.toCommand(contacts, client.requester(headers)))
                .answer(new SendingAnswer());
    }

    @POST
    @Path("{id}/resend")
    @ConcealsAccounts
    public Response resend(@PathParam("id") String id, InputStream body, @Context HttpHeaders headers) {
        Optional<Channel> channel = ResendCodeRequest.read(
                        headers.getMediaType(), BoundedInput.read(body, BoundedInput.MOST_JSON_BYTES))
                .toChannel();
        return withChallenge(
                id,
                OtpProblems.unknown(),
                challenge -> resendCode
                        .resend(new ResendCodeCommand(challenge, client.requester(headers)).by(channel))
                        .answer(RESENDING));
    }

    @POST
    @Path("{id}/verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @ConcealsAccounts(successIsOwners = true)
    public Response verify(@PathParam("id") String id, CheckCodeRequest body, @Context HttpHeaders headers) {
        OtpCode guess = body.toGuess();
        return withChallenge(
                id,
                OtpProblems.refused(422, RefusalReason.UNKNOWN_CHALLENGE, 0),
                challenge -> checkCode
                        .check(CheckCodeCommand.proving(challenge, guess, client.origin(headers)))
                        .answer(CHECK));
    }

    @GET
    @Path("{id}")
    @ConcealsAccounts
    public Response find(@PathParam("id") String id) {
        return withChallenge(
                id,
                OtpProblems.unknown(),
                challenge -> findCode.find(challenge)
                        .map(found -> Response.ok(ChallengeResponse.from(found)).build())
                        .orElseGet(() -> OtpProblems.unknown().toResponse()));
    }

    /** Text that can be no challenge's id is an unknown challenge. */
    private static Response withChallenge(String id, Problem otherwise, Function<OtpChallengeId, Response> then) {
        OtpChallengeId challenge;
        try {
            challenge = OtpChallengeId.parse(id);
        } catch (InvalidValueException malformed) {
            return otherwise.toResponse();
        }
        return then.apply(challenge);
    }

    private static final class ResendingAnswer implements CodeResending.Cases<Response> {
        @Override
        public Response sent(CodeResending.Sent sent) {
            return Response.accepted(ChallengeResponse.from(sent.challenge())).build();
        }

        @Override
        public Response notDelivered(CodeResending.NotDelivered failed) {
            throw new IllegalStateException("no delivery was awaited");
        }

        @Override
        public Response channelNotOffered(CodeResending.ChannelNotOffered none) {
            return OtpProblems.channelNotOffered(none.offered()).toResponse();
        }

        @Override
        public Response usedUp(CodeResending.UsedUp usedUp) {
            return OtpProblems.sendsUsedUp().toResponse();
        }

        @Override
        public Response refused(CodeResending.Refused refused) {
            return Refusals.tooSoon(refused.why()).toResponse();
        }

        @Override
        public Response over(CodeResending.Over over) {
            return OtpProblems.over(over.reason()).toResponse();
        }
    }

    private static final class CheckAnswer implements CodeCheck.Cases<Response> {
        @Override
        public Response right(CodeCheck.Right right) {
            return right.gain().answer(GAIN);
        }

        @Override
        public Response wrong(CodeCheck.Wrong wrong) {
            return OtpProblems.refused(422, wrong.reason(), wrong.attemptsLeft())
                    .toResponse();
        }

        @Override
        public Response contactTaken(CodeCheck.ContactTaken taken) {
            return Refusals.contactTaken().toResponse();
        }

        @Override
        public Response unknownAccount(CodeCheck.UnknownAccount unknown) {
            throw new IllegalStateException("no account was named");
        }

        @Override
        public Response noSuchContact(CodeCheck.NoSuchContact none) {
            throw new IllegalStateException("no account was named");
        }

        @Override
        public Response refused(CodeCheck.Refused refused) {
            return Refusals.tooSoon(refused.why()).toResponse();
        }
    }

    private static final class GainAnswer implements Gain.Cases<Response> {
        @Override
        public Response nothing(Gain.Nothing nothing) {
            throw new IllegalStateException("a proof was asked for");
        }

        @Override
        public Response validation(Gain.Validation validation) {
            throw new IllegalStateException("a proof was asked for");
        }

        @Override
        public Response resetKey(Gain.ResetKey key) {
            throw new IllegalStateException("a proof was asked for");
        }

        @Override
        public Response credential(Gain.Credential credential) {
            throw new IllegalStateException("a proof was asked for");
        }

        @Override
        public Response proof(Gain.Proof proof) {
            return Response.ok(new ProofResponse(proof.token())).build();
        }
    }
}
