package io.latchkey.adapters.rest.face.essdee;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceForms.Form;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.Password;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Sends, re-sends and checks codes under the names of remote procedures, and takes the new password a code may lead to. */
@Path("api/method")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class EssdeeResource {
    private static final String ATTEMPT =
            "user_management.user_management.doctype.cd_otp_auth_attempt.cd_otp_auth_attempt.";
    private static final OtpPurpose PURPOSE = OtpPurpose.RESET_PASSWORD.forApp(EssdeeFace.NAME);

    private static final String MOBILE_NUMBER = "mobile_number";
    private static final String NAME = "otp_auth_attempt_name";
    private static final String CODE = "incoming_otp";
    private static final String ACTION = "action";
    private static final String KEY = "key";
    private static final String NEW_PASSWORD = "new_password";

    @Inject
    private SendCodeUseCase sendCode;

    @Inject
    private CheckCodeUseCase checkCode;

    @Inject
    private ResendCodeUseCase resendCode;

    @Inject
    private ResetPasswordUseCase resetPassword;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @Inject
    private FaceSettings faces;

    @Inject
    private EssdeeSettings settings;

    @POST
    @Path(ATTEMPT + "initiate_otp")
    @ConcealsAccounts
    public Response initiate(
            @FaceForms({Form.JSON, Form.URLENCODED, Form.QUERY}) FaceInput input, @Context HttpHeaders headers) {
        Optional<PhoneNumber> mobile = findPhone(new EssdeeFields(input).text(MOBILE_NUMBER));
        if (mobile.isEmpty()) {
            return EssdeeAnswers.userNotFound();
        }
        return sendCode.send(SendCodeCommand.to(
                                new Recipient.Holder(mobile.get(), faces.concealsAccounts(EssdeeFace.NAME)),
                                PURPOSE,
                                client.requester(headers))
                        .awaited(patience()))
                .answer(new SendingAnswer());
    }

    @POST
    @Path(ATTEMPT + "verify_otp")
    @ConcealsAccounts(successIsOwners = true)
    public Response verify(
            @FaceForms({Form.JSON, Form.URLENCODED, Form.QUERY}) FaceInput input, @Context HttpHeaders headers) {
        EssdeeFields fields = new EssdeeFields(input);
        String name = fields.text(NAME);
        OtpCode guess = EssdeeFields.parse(CODE, secret(fields, CODE).textOrNumber(CODE), OtpCode::parse);
        Effect effect = switch (fields.text(ACTION)) {
            case "get_reset_password_key" -> new Effect.MakeResetKey(EssdeeFace.NAME, settings.keyLifetime());
            case "get_api_credentials" -> new Effect.RenewCredential(EssdeeFace.NAME);
            default -> throw EssdeeFields.refuse(ACTION, "must be get_reset_password_key or get_api_credentials");
        };
        Optional<OtpChallengeId> attempt = findAttempt(name);
        if (attempt.isEmpty()) {
            return EssdeeAnswers.attemptNotFound();
        }
        return checkCode
                .check(CheckCodeCommand.of(
                        new ChallengeRef.ById(attempt.get()), PURPOSE, guess, effect, client.origin(headers)))
                .answer(new CheckAnswer());
    }

    @POST
    @Path(ATTEMPT + "resend_otp")
    @ConcealsAccounts
    public Response resend(
            @FaceForms({Form.JSON, Form.URLENCODED, Form.QUERY}) FaceInput input, @Context HttpHeaders headers) {
        Optional<OtpChallengeId> attempt = findAttempt(new EssdeeFields(input).text(NAME));
        if (attempt.isEmpty()) {
            return EssdeeAnswers.attemptNotFound();
        }
        return resendCode
                .resend(new ResendCodeCommand(
                        attempt.get(), Optional.of(PURPOSE), patience(), client.requester(headers)))
                .answer(new ResendingAnswer());
    }

    @POST
    @Path("frappe.core.doctype.user.user.update_password")
    public Response updatePassword(
            @FaceForms({Form.JSON, Form.URLENCODED, Form.QUERY}) FaceInput input, @Context HttpHeaders headers) {
        EssdeeFields fields = new EssdeeFields(input);
        String key = secret(fields, KEY).text(KEY);
        PasswordReset outcome = EssdeeFields.parse(
                NEW_PASSWORD,
                secret(fields, NEW_PASSWORD).text(NEW_PASSWORD),
                typed -> resetPassword.reset(new ResetPasswordCommand(
                        new Entitlement.ByResetKey(EssdeeFace.NAME, key, client.origin(headers)),
                        new Password(typed))));
        return outcome.fold(
                accepted -> DeviceToken.with(accepted.deviceToken(), EssdeeAnswers.message(200, "/")),
                wrong -> EssdeeAnswers.badLink(),
                refused -> EssdeeAnswers.tooSoon(refused.throttled()));
    }

    private EssdeeFields secret(EssdeeFields fields, String name) {
        return fields.secret(name, settings.takesSecretsInQuery());
    }

    /** Where accounts are concealed, neither a failed delivery nor the time it takes may tell them. */
    private Duration patience() {
        return faces.concealsAccounts(EssdeeFace.NAME) ? Duration.ZERO : settings.patience();
    }

    /** What is no phone number is nobody's. */
    private Optional<PhoneNumber> findPhone(String typed) {
        try {
            return Optional.of(contacts.parsePhone(typed));
        } catch (InvalidValueException noNumber) {
            return Optional.empty();
        }
    }

    /** What is no attempt's name is an unknown one's. */
    private static Optional<OtpChallengeId> findAttempt(String name) {
        try {
            return Optional.of(OtpChallengeId.parse(name));
        } catch (InvalidValueException noName) {
            return Optional.empty();
        }
    }

    private static final class SendingAnswer implements CodeSending.Cases<Response> {
        @Override
        public Response sent(CodeSending.Sent sent) {
            return Response.ok(
                            FaceBody.of(NAME, sent.challenge().challenge().id().toString()))
                    .build();
        }

        @Override
        public Response unknownAccount(CodeSending.UnknownAccount unknown) {
            return EssdeeAnswers.userNotFound();
        }

        @Override
        public Response noSuchContact(CodeSending.NoSuchContact none) {
            return EssdeeAnswers.userNotFound();
        }

        @Override
        public Response contactTaken(CodeSending.ContactTaken taken) {
            return EssdeeAnswers.userNotFound();
        }

        @Override
        public Response notDelivered(CodeSending.NotDelivered failed) {
            return EssdeeAnswers.message(500, "OTP Generation Failed");
        }

        @Override
        public Response channelNotOffered(CodeSending.ChannelNotOffered none) {
            throw new IllegalStateException("no channel was chosen");
        }

        @Override
        public Response refused(CodeSending.Refused refused) {
            return EssdeeAnswers.tooSoon(refused.why());
        }
    }

    private static final class ResendingAnswer implements CodeResending.Cases<Response> {
        @Override
        public Response sent(CodeResending.Sent sent) {
            return EssdeeAnswers.message(200, "OTP Sent Successfully");
        }

        @Override
        public Response notDelivered(CodeResending.NotDelivered failed) {
            return EssdeeAnswers.message(500, "Resend OTP Failed");
        }

        @Override
        public Response channelNotOffered(CodeResending.ChannelNotOffered none) {
            throw new IllegalStateException("no channel was chosen");
        }

        @Override
        public Response usedUp(CodeResending.UsedUp usedUp) {
            return EssdeeAnswers.refused(RefusalReason.LOCKED);
        }

        @Override
        public Response refused(CodeResending.Refused refused) {
            return EssdeeAnswers.tooSoon(refused.why());
        }

        @Override
        public Response over(CodeResending.Over over) {
            return EssdeeAnswers.refused(over.reason());
        }
    }

    private static final class CheckAnswer implements CodeCheck.Cases<Response> {
        @Override
        public Response right(CodeCheck.Right right) {
            return Response.ok(right.gain().answer(new GainAnswer())).build();
        }

        @Override
        public Response wrong(CodeCheck.Wrong wrong) {
            return EssdeeAnswers.refused(wrong.reason());
        }

        @Override
        public Response contactTaken(CodeCheck.ContactTaken taken) {
            return EssdeeAnswers.attemptNotFound();
        }

        @Override
        public Response unknownAccount(CodeCheck.UnknownAccount unknown) {
            return EssdeeAnswers.attemptNotFound();
        }

        @Override
        public Response noSuchContact(CodeCheck.NoSuchContact none) {
            return EssdeeAnswers.attemptNotFound();
        }

        @Override
        public Response refused(CodeCheck.Refused refused) {
            return EssdeeAnswers.tooSoon(refused.why());
        }
    }

    private static final class GainAnswer implements Gain.Cases<FaceBody> {
        @Override
        public FaceBody nothing(Gain.Nothing nothing) {
            throw new IllegalStateException("a reset key or a credential was asked for");
        }

        @Override
        public FaceBody validation(Gain.Validation validation) {
            throw new IllegalStateException("a reset key or a credential was asked for");
        }

        @Override
        public FaceBody resetKey(Gain.ResetKey made) {
            return FaceBody.of("reset_password_key", made.key());
        }

        @Override
        public FaceBody credential(Gain.Credential made) {
            return FaceBody.of(
                    "api_key", made.created().credential().key(),
                    "api_secret", made.created().secret());
        }

        @Override
        public FaceBody proof(Gain.Proof proof) {
            throw new IllegalStateException("a reset key or a credential was asked for");
        }
    }
}
