package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpPurpose;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sends codes to contacts and checks them. A contact that had too many is blocked for the rest of a day. */
@Path("v1/otp")
@Endpoint
@ApiKeyRequired
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.FACE_SUNBIRD)
public class SunbirdResource {
    private static final String STAMPED = "\"ver\":\"v1\",\"ts\":\"2018-11-28 11:12:31:853+0000\",\"params\":{"
            + "\"resmsgid\":null,\"msgid\":\"8e27cbf5-e299-43b0-bca7-8347f7e5abcf\",";
    private static final String SUCCESS =
            STAMPED + "\"err\":\"\",\"status\":\"success\",\"errmsg\":\"\"},\"responseCode\":\"OK\","
                    + "\"result\":{\"response\":\"SUCCESS\"}}";
    private static final String SENT = "{\"id\":\"api.otp.generate\"," + SUCCESS;
    private static final String VERIFIED = "{\"id\":\"api.otp.verify\"," + SUCCESS;
    private static final String LIMIT = "{\"id\":\"api.otp.generate\"," + STAMPED + "\"err\":\"MAX_LIMIT_EXHAUSTED\","
            + "\"status\":\"MAX_LIMIT_EXHAUSTED\",\"errmsg\":\"Only 4 OTP can be generated with in 24 hours\"},"
            + "\"responseCode\":\"CLIENT_ERROR\",\"result\":{}}";
    private static final String WRONG = "{\"id\":\"api.otp.verify\"," + STAMPED + "\"err\":\"OTP_VERIFICATION_FAILED\","
            + "\"status\":\"OTP_VERIFICATION_FAILED\",\"errmsg\":\"OTP verification failed. Remaining attempt count is 1.\"},"
            + "\"responseCode\":\"CLIENT_ERROR\",\"result\":{\"maxAllowedAttempt\":2,\"remainingAttempt\":1}}";
    private static final String NEWCOMER = "{\"request\":{\"key\":\"ada@example.org\",\"type\":\"email\"}}";
    private static final String USER = "{\"request\":{\"userId\":\"0190d3a4-7c1e-7b52-8a1d-3c9f5e2b7a60\","
            + "\"key\":\"+4915112345678\",\"type\":\"phone\"}}";
    private static final String TYPED =
            "{\"request\":{\"key\":\"ada@example.org\",\"type\":\"email\",\"otp\":\"012345\"}}";
    private static final String NO_KEY = "UNAUTHORIZED: no API key, or a wrong one.";
    private static final String WAIT = "TOO_MANY_REQUESTS, from one address; see Retry-After.";

    private static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp(SunbirdFace.NAME);

    @Inject
    private SendCodeUseCase sendCode;

    @Inject
    private CheckCodeUseCase checkCode;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @POST
    @Path("generate")
    @Operation(
            operationId = "sunbirdGenerateOtp",
            summary = "Send a code to a newcomer's contact, or to the contact of a user",
            description =
                    "A code that is still good is sent again, with the deadline and the attempts it has left. With a userId,"
                            + " prevUsedEmail and prevUsedPhone mean the contact that the account had verified before its present"
                            + " one; recoveryEmail and recoveryPhone mean the verified one.")
    @APIResponse(
            responseCode = "200",
            description = "The code is on its way.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = SENT))
    @APIResponse(
            responseCode = "400",
            description =
                    "MANDATORY_PARAMETER_MISSING, INVALID_VALUE, INVALID_PHONE, INVALID_EMAIL, PHONE_ALREADY_IN_USE,"
                            + " EMAIL_IN_USE, USER_NOT_FOUND, INVALID_REQUESTED_DATA, MAX_LIMIT_EXHAUSTED, PHONE_IS_BLOCKED or"
                            + " EMAIL_IS_BLOCKED.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = LIMIT))
    @APIResponse(responseCode = "401", description = NO_KEY)
    @APIResponse(responseCode = "429", description = WAIT)
    @APIResponse(responseCode = "500", description = "SERVER_ERROR.")
    public Response generate(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            examples = {
                                                @ExampleObject(name = "newcomer", value = NEWCOMER),
                                                @ExampleObject(name = "user", value = USER)
                                            }))
                    FaceInput input,
            @Context HttpHeaders headers) {
        CodeRequest request = CodeRequest.toGenerate(input, contacts);
        return request.owner()
                .map(owner -> sendCode.send(SendCodeCommand.to(owner.recipient(), PURPOSE, client.requester(headers))
                                .foundBy(SendCodeCommand.Lookup.CONTACT)
                                .reusing()
                                .toGuarded())
                        .answer(new SendingAnswer(request.type())))
                .orElseGet(() -> Refusal.unknownUser().toResponse());
    }

    @POST
    @Path("verify")
    @Operation(
            operationId = "sunbirdVerifyOtp",
            summary = "Use up a code",
            description = "A right code is good once. The last wrong one blocks the contact.")
    @APIResponse(
            responseCode = "200",
            description = "The code was right.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = VERIFIED))
    @APIResponse(
            responseCode = "400",
            description =
                    "OTP_VERIFICATION_FAILED with the attempts left, ERROR_INVALID_OTP where there is nothing left to"
                            + " try, or what generate answers to bad input.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, example = WRONG))
    @APIResponse(responseCode = "401", description = NO_KEY)
    @APIResponse(responseCode = "429", description = WAIT)
    @APIResponse(responseCode = "500", description = "SERVER_ERROR.")
    public Response verify(
            @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON, example = TYPED))
                    FaceInput input,
            @Context HttpHeaders headers) {
        CodeRequest request = CodeRequest.toVerify(input, contacts);
        return request.owner()
                .map(owner -> checkCode
                        .check(CheckCodeCommand.of(
                                        owner.challenge(PURPOSE),
                                        PURPOSE,
                                        request.typed().orElseThrow(),
                                        new CheckCodeCommand.Effect.Spend(),
                                        client.origin(headers))
                                .atGuarded())
                        .answer(new CheckAnswer(request.type())))
                .orElseGet(() -> Refusal.unknownUser().toResponse());
    }

    private static final class SendingAnswer implements CodeSending.Cases<Response> {
        private final ContactType type;

        SendingAnswer(ContactType type) {
            this.type = type;
        }

        @Override
        public Response sent(CodeSending.Sent sent) {
            return Response.ok(Envelope.success(SunbirdFace.GENERATE)).build();
        }

        @Override
        public Response unknownAccount(CodeSending.UnknownAccount unknown) {
            return Refusal.unknownUser().toResponse();
        }

        @Override
        public Response noSuchContact(CodeSending.NoSuchContact none) {
            return Refusal.noContact(type).toResponse();
        }

        @Override
        public Response contactTaken(CodeSending.ContactTaken taken) {
            return Refusal.inUse(type.kind()).toResponse();
        }

        @Override
        public Response notDelivered(CodeSending.NotDelivered failed) {
            throw new IllegalStateException("no delivery was awaited");
        }

        @Override
        public Response channelNotOffered(CodeSending.ChannelNotOffered none) {
            throw new IllegalStateException("no channel was chosen");
        }

        @Override
        public Response refused(CodeSending.Refused refused) {
            return refused.why()
                    .fold(
                            Refusals::throttled,
                            used -> Refusal.limitReached(used.throttled().limit()),
                            blocked -> Refusal.blocked(type.kind()),
                            Refusals::tooSoon)
                    .toResponse();
        }
    }

    private static final class CheckAnswer implements CodeCheck.Cases<Response> {
        private final ContactType type;

        CheckAnswer(ContactType type) {
            this.type = type;
        }

        @Override
        public Response right(CodeCheck.Right right) {
            return Response.ok(Envelope.success(SunbirdFace.VERIFY)).build();
        }

        @Override
        public Response wrong(CodeCheck.Wrong wrong) {
            return switch (wrong.reason()) {
                case WRONG_CODE ->
                    Refusal.wrongCode(wrong.attemptsLeft(), wrong.maxAttempts()).toResponse();
                case UNKNOWN_CHALLENGE, OTHER_PURPOSE, EXPIRED, ALREADY_USED, LOCKED ->
                    Refusal.invalidCode().toResponse();
            };
        }

        @Override
        public Response contactTaken(CodeCheck.ContactTaken taken) {
            throw new IllegalStateException("no contact was to be verified");
        }

        @Override
        public Response unknownAccount(CodeCheck.UnknownAccount unknown) {
            return Refusal.unknownUser().toResponse();
        }

        @Override
        public Response noSuchContact(CodeCheck.NoSuchContact none) {
            return Refusal.noContact(type).toResponse();
        }

        @Override
        public Response refused(CodeCheck.Refused refused) {
            return Refusals.tooSoon(refused.why()).toResponse();
        }
    }
}
