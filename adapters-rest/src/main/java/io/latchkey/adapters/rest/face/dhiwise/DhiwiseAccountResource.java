package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceForms.Form;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;

/** Registers accounts and resets forgotten passwords. */
public abstract class DhiwiseAccountResource {
    private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp(DhiwiseFace.NAME);

    @Inject
    private RegisterUseCase register;

    @Inject
    private SendCodeUseCase sendCode;

    @Inject
    private ResetPasswordUseCase resetPassword;

    @Inject
    private ContactParser contacts;

    @Inject
    private FaceSettings settings;

    @Inject
    private Client client;

    @POST
    @Path("register")
    public Response register(@FaceForms({Form.JSON, Form.URLENCODED}) FaceInput input, @Context HttpHeaders headers) {
        Registration outcome;
        try {
            Username username = required(input, "username", Username::choose);
            Password password = required(input, "password", Password::new);
            NewAccount account = NewAccount.named(Optional.of(username), optional(input, "name", String::strip))
                    .protectedBy(Optional.of(password))
                    .reachedAt(
                            optional(input, "email", EmailAddress::parse),
                            optional(input, "mobileNo", contacts::parsePhone));
            outcome = register.register(RegisterCommand.unproven(account, client.requester(headers)));
        } catch (InvalidValueException refused) {
            return invalid(refused);
        }
        return outcome.fold(
                pending -> {
                    throw new IllegalStateException("an account whose contacts nobody proves waits for a code");
                },
                completed -> Envelope.executed(Account.registered(completed.user())),
                faulty -> Envelope.invalid("User Registration Failed, Duplicate Data found"),
                refused -> Refusals.tooSoon(refused.why()).toResponse());
    }

    private static <T> T required(FaceInput input, String name, Function<String, T> parser) {
        return optional(input, name, parser).orElseThrow(() -> new InvalidValueException(name, "is required"));
    }

    private static <T> Optional<T> optional(FaceInput input, String name, Function<String, T> parser) {
        if (!Fields.isText(input, name)) {
            throw new InvalidValueException(name, "must be a string");
        }
        try {
            return Fields.text(input, name).map(parser);
        } catch (InvalidValueException refused) {
            throw refused.in(name);
        }
    }

    private static Response invalid(InvalidValueException refused) {
        String field = refused.field() == null ? "" : "\"" + refused.field() + "\" ";
        return Envelope.invalid("Invalid values in parameters, " + field + refused.reason());
    }

    @POST
    @Path("forgot-password")
    @ConcealsAccounts
    public Response forgotPassword(
            @FaceForms({Form.JSON, Form.URLENCODED}) FaceInput input, @Context HttpHeaders headers) {
        if (!Fields.isText(input, "email")) {
            return Envelope.badSyntax();
        }
        Optional<String> email = Fields.text(input, "email");
        return email.isEmpty()
                ? Envelope.insufficient()
                : parse(email.get(), EmailAddress::parse)
                        .map(address -> forgotPassword(address, headers))
                        .orElseGet(Envelope::recordNotFound);
    }

    private Response forgotPassword(EmailAddress email, HttpHeaders headers) {
        return sendCode.send(SendCodeCommand.to(
                                new SendCodeCommand.Recipient.HolderOrClaimant(
                                        email, settings.concealsAccounts(DhiwiseFace.NAME)),
                                RESET,
                                client.requester(headers))
                        .foundBy(SendCodeCommand.Lookup.CODE))
                .answer(new SendingAnswer());
    }

    @POST
    @Path("validate-otp")
    @ConcealsAccounts
    public Response validateOtp(
            @FaceForms({Form.JSON, Form.URLENCODED}) FaceInput input, @Context HttpHeaders headers) {
        if (!Fields.areTexts(input, "otp", "email")) {
            return Envelope.badSyntax();
        }
        Optional<String> otp = Fields.text(input, "otp");
        return otp.isEmpty()
                ? Envelope.insufficient()
                : typed(otp.get(), input, headers)
                        .map(typed -> answer(
                                resetPassword.look(typed), Envelope.success("Otp verified", null), "Invalid OTP"))
                        .orElseGet(() -> Envelope.failure("Invalid OTP"));
    }

    @PUT
    @Path("reset-password")
    @ConcealsAccounts(takesLong = true)
    public Response resetPassword(
            @FaceForms({Form.JSON, Form.URLENCODED}) FaceInput input, @Context HttpHeaders headers) {
        if (!Fields.areTexts(input, "code", "newPassword", "email")) {
            return Envelope.badSyntax();
        }
        Optional<String> code = Fields.text(input, "code");
        if (code.isEmpty() || Fields.text(input, "newPassword").isEmpty()) {
            return Envelope.insufficient();
        }
        try {
            Password newPassword = required(input, "newPassword", Password::new);
            return typed(code.get(), input, headers)
                    .map(typed -> answer(
                            resetPassword.reset(new ResetPasswordCommand(typed, newPassword)),
                            Envelope.executed("Password reset successfully"),
                            "Invalid Code"))
                    .orElseGet(() -> Envelope.failure("Invalid Code"));
        } catch (InvalidValueException refused) {
            return invalid(refused);
        }
    }

    /** Reads the code and the optional e-mail address. The result is empty when one of them is malformed. */
    private Optional<Entitlement.ByCodeAlone> typed(String code, FaceInput input, HttpHeaders headers) {
        Optional<String> named = Fields.text(input, "email");
        Optional<EmailAddress> email = named.flatMap(raw -> parse(raw, EmailAddress::parse));
        return parse(code, OtpCode::parse)
                .filter(parsed -> named.isPresent() == email.isPresent())
                .map(parsed -> new Entitlement.ByCodeAlone(RESET, parsed, email, client.origin(headers)));
    }

    private static <T> Optional<T> parse(String raw, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(raw));
        } catch (InvalidValueException unusable) {
            return Optional.empty();
        }
    }

    private static Response answer(PasswordReset outcome, Response accepted, String wrongCode) {
        return outcome.fold(
                good -> DeviceToken.with(good.deviceToken(), accepted),
                wrong -> Envelope.failure(
                        wrong.reason() == RefusalReason.EXPIRED
                                ? "Your reset password link is expired or invalid"
                                : wrongCode),
                refused -> Refusals.throttled(refused.throttled()).toResponse());
    }

    private static final class SendingAnswer implements CodeSending.Cases<Response> {
        @Override
        public Response sent(CodeSending.Sent sent) {
            return Envelope.executed("otp successfully send to your email.");
        }

        @Override
        public Response unknownAccount(CodeSending.UnknownAccount unknown) {
            return Envelope.recordNotFound();
        }

        @Override
        public Response noSuchContact(CodeSending.NoSuchContact none) {
            return Envelope.recordNotFound();
        }

        @Override
        public Response contactTaken(CodeSending.ContactTaken taken) {
            return Envelope.recordNotFound();
        }

        @Override
        public Response notDelivered(CodeSending.NotDelivered failed) {
            return Envelope.recordNotFound();
        }

        @Override
        public Response channelNotOffered(CodeSending.ChannelNotOffered none) {
            throw new IllegalStateException("no channel was chosen");
        }

        @Override
        public Response refused(CodeSending.Refused refused) {
            return Refusals.tooSoon(refused.why()).toResponse();
        }
    }
}
