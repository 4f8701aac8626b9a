package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.otp.FindOtpUseCase;
import io.latchkey.application.otp.OtpRequest;
import io.latchkey.application.otp.OtpResend;
import io.latchkey.application.otp.OtpVerification;
import io.latchkey.application.otp.RequestOtpUseCase;
import io.latchkey.application.otp.ResendOtpCommand;
import io.latchkey.application.otp.ResendOtpUseCase;
import io.latchkey.application.otp.VerifyOtpCommand;
import io.latchkey.application.otp.VerifyOtpUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sends, re-sends, checks and shows one-time codes. Whoever holds a challenge's id may ask about it: the id cannot be guessed. */
@Path(Api.V1 + "/otp")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.CODES)
public class OtpResource {
    private final RequestOtpUseCase requestOtp;
    private final ResendOtpUseCase resendOtp;
    private final VerifyOtpUseCase verifyOtp;
    private final FindOtpUseCase findOtp;
    private final ContactParser contacts;
    private final Client client;

    @Inject
    public OtpResource(
            RequestOtpUseCase requestOtp,
            ResendOtpUseCase resendOtp,
            VerifyOtpUseCase verifyOtp,
            FindOtpUseCase findOtp,
            ContactParser contacts,
            Client client) {
        this.requestOtp = requestOtp;
        this.resendOtp = resendOtp;
        this.verifyOtp = verifyOtp;
        this.findOtp = findOtp;
        this.contacts = contacts;
        this.client = client;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "requestCode",
            summary = "Send a code",
            description = "Answers the same whether or not an account has the destination.")
    @APIResponse(
            responseCode = "202",
            description = "The code is on its way.",
            content = @Content(schema = @Schema(implementation = ChallengeResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    public Response request(RequestOtpRequest body, @Context HttpHeaders headers) {
        OtpRequest outcome = requestOtp.request(body.toCommand(contacts, client.requester(headers)));
        if (outcome instanceof OtpRequest.Issued issued) {
            return accepted(ChallengeResponse.from(issued.challenge()));
        }
        return Refusals.throttled(((OtpRequest.Refused) outcome).throttled()).toResponse();
    }

    @POST
    @Path("{id}/resend")
    @Operation(operationId = "resendCode", summary = "Send a challenge's message again")
    @APIResponse(
            responseCode = "202",
            description = "Another message is on its way.",
            content = @Content(schema = @Schema(implementation = ChallengeResponse.class)))
    @APIResponse(responseCode = "404", ref = ApiDocs.NOT_FOUND)
    @APIResponse(responseCode = "422", description = "The challenge is over: otp-over.")
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    public Response resend(@PathParam("id") String id, @Context HttpHeaders headers) {
        return withChallenge(id, OtpProblems.unknown(), challenge -> {
            OtpResend outcome = resendOtp.resend(new ResendOtpCommand(challenge, client.requester(headers)));
            if (outcome instanceof OtpResend.Sent sent) {
                return accepted(ChallengeResponse.from(sent.challenge()));
            }
            if (outcome instanceof OtpResend.UsedUp) {
                return OtpProblems.sendsUsedUp().toResponse();
            }
            return outcome instanceof OtpResend.Refused refused
                    ? Refusals.throttled(refused.throttled()).toResponse()
                    : OtpProblems.over(((OtpResend.Over) outcome).reason()).toResponse();
        });
    }

    @POST
    @Path("{id}/verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "verifyCode",
            summary = "Check a code",
            description = "For contacts and custom purposes. A right code activates the account and its contact.")
    @APIResponse(
            responseCode = "200",
            description = "The code was right.",
            content = @Content(schema = @Schema(implementation = ProofResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "409", ref = ApiDocs.CONFLICT)
    @APIResponse(responseCode = "422", ref = ApiDocs.CODE_REFUSED)
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    public Response verify(@PathParam("id") String id, VerifyOtpRequest body, @Context HttpHeaders headers) {
        OtpCode guess = body.toGuess();
        return withChallenge(id, OtpProblems.refused(422, RefusalReason.UNKNOWN_CHALLENGE, 0), challenge -> {
            OtpVerification outcome = verifyOtp.verify(new VerifyOtpCommand(challenge, guess, client.origin(headers)));
            if (outcome instanceof OtpVerification.Verified verified) {
                return Response.ok(new ProofResponse(verified.proof())).build();
            }
            return outcome instanceof OtpVerification.Refused refused
                    ? OtpProblems.refused(422, refused.reason(), refused.attemptsLeft())
                            .toResponse()
                    : Refusals.contactTaken().toResponse();
        });
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "findCode", summary = "See how a challenge and its message stand")
    @APIResponse(
            responseCode = "200",
            description = "The challenge.",
            content = @Content(schema = @Schema(implementation = ChallengeResponse.class)))
    @APIResponse(responseCode = "404", ref = ApiDocs.NOT_FOUND)
    public Response find(@PathParam("id") String id) {
        return withChallenge(
                id,
                OtpProblems.unknown(),
                challenge -> findOtp.find(challenge)
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

    private static Response accepted(ResponseBody body) {
        return Response.accepted(body).build();
    }
}
