package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
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

/** Sends codes to contacts and checks them. A contact that had too many is blocked for the rest of a day. */
@Path("v1/otp")
@Endpoint
@ApiKeyRequired
@Produces(MediaType.APPLICATION_JSON)
public class SunbirdResource {
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
    public Response generate(FaceInput input, @Context HttpHeaders headers) {
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
    public Response verify(FaceInput input, @Context HttpHeaders headers) {
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
