package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.DeviceToken;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.account.CheckAvailabilityUseCase.ContactAnswers;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.entry.EnterByCodeUseCase;
import io.latchkey.application.entry.EnterByCodeUseCase.EntryCodes;
import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.Password;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Serves one-time codes. They validate a contact, sign in, register or reset a password. */
@Path("/")
@Endpoint
public class CodeResource {
    /** Format in which Python writes a time with a zone. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String SENT = "OTP has been sent successfully.";
    private static final String FAILED = "OTP sending failed ";
    private static final String UNDELIVERED = "A Server Error occurred: The message could not be delivered.";

    @Inject
    private SendCodeUseCase sendCode;

    @Inject
    private CheckCodeUseCase checkCode;

    @Inject
    private SignInUseCase signIn;

    @Inject
    private EnterByCodeUseCase enterByCode;

    @Inject
    private ResetPasswordUseCase resetPassword;

    @Inject
    private CheckAvailabilityUseCase checkAvailability;

    @Inject
    private ContactParser contacts;

    @Inject
    private FaceSettings faces;

    @Inject
    private DrfUserSettings settings;

    @Inject
    private Client client;

    @POST
    @Path("otp")
    @ConcealsAccounts
    public Response otp(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input,
            @Context HttpHeaders headers) {
        Form form = new Form(input);
        Optional<Contact> destination =
                form.parse("destination", form.required("destination"), this::contact, CodeResource::noDestination);
        Optional<EmailAddress> email = form.parse("email", form.optional("email"), EmailAddress::parse, Words::noEmail);
        Optional<OtpCode> guess = guess(form);
        boolean isLogin = form.flag("is_login");
        if (form.isFaulty()) {
            return form.refuse();
        }
        if (guess.isEmpty()) {
            return send(destination.orElseThrow(), email.isPresent(), isLogin, headers);
        }
        return isLogin
                ? signIn(destination.orElseThrow(), guess.get(), headers)
                : validate(destination.orElseThrow(), guess.get(), headers);
    }

    private static Optional<OtpCode> guess(Form form) {
        return form.parse("verify_otp", form.optional("verify_otp"), OtpCode::parse, Words::aboutField);
    }

    private Contact contact(String raw) {
        return contacts.parse(raw.indexOf('@') < 0 ? ContactKind.PHONE : ContactKind.EMAIL, raw);
    }

    private static String noDestination(InvalidValueException refused) {
        return "Enter a valid email address or mobile number, such as +4915112345678.";
    }

    private Response send(Contact destination, boolean hasEmail, boolean isLogin, HttpHeaders headers) {
        boolean isHolderMeant = isLogin || !hasEmail && !faces.concealsAccounts(DrfUserFace.NAME);
        Recipient recipient = isHolderMeant
                ? new Recipient.Holder(destination, faces.concealsAccounts(DrfUserFace.NAME))
                : new Recipient.Whoever(destination);
        return sendCode.send(SendCodeCommand.to(recipient, DrfUserFace.PURPOSE, client.requester(headers))
                        .foundBy(SendCodeCommand.Lookup.CONTACT)
                        .awaited(patience()))
                .answer(new SendingAnswer(isLogin));
    }

    /**
     * Returns how long an answer waits for the delivery of a code. When accounts are concealed it waits for none,
     * because the wait would reveal whether a message is sent.
     */
    private Duration patience() {
        return faces.concealsAccounts(DrfUserFace.NAME) ? Duration.ZERO : settings.deliveryWait();
    }

    private static Response tooEarly(CodeSending.Refused refused) {
        return Response.fromResponse(Words.detail(403, notUntil(refused)))
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(Refusals.wholeSeconds(refused.why().retryAfter())))
                .build();
    }

    private static String notUntil(CodeSending.Refused refused) {
        return "OTP sending not allowed until: " + TIME.format(refused.until());
    }

    private Response validate(Contact destination, OtpCode guess, HttpHeaders headers) {
        return checkCode
                .check(CheckCodeCommand.of(
                        new ChallengeRef.ByContact(DrfUserFace.PURPOSE, destination),
                        DrfUserFace.PURPOSE,
                        guess,
                        new CheckCodeCommand.Effect.Validate(DrfUserFace.NAME, settings.validationLifetime()),
                        client.origin(headers)))
                .answer(new CheckAnswer());
    }

    private Response signIn(Contact destination, OtpCode guess, HttpHeaders headers) {
        return signIn.signIn(SignInCommand.ByCode.ofHolder(
                        DrfUserFace.PURPOSE,
                        destination,
                        faces.concealsAccounts(DrfUserFace.NAME),
                        guess,
                        client.origin(headers)))
                .answer(new SignInAnswer(202));
    }

    @POST
    @Path("otpreglogin")
    @ConcealsAccounts(takesLong = true)
    public Response otpRegLogin(FaceInput input, @Context HttpHeaders headers) {
        Form form = new Form(input);
        Optional<String> name = form.required("name");
        Optional<EmailAddress> email = form.parse("email", form.required("email"), EmailAddress::parse, Words::noEmail);
        Optional<PhoneNumber> mobile =
                form.parse("mobile", form.required("mobile"), contacts::parsePhone, Words::noMobile);
        Optional<OtpCode> guess = guess(form);
        if (form.isFaulty()) {
            return form.refuse();
        }
        EntryCommand command = new EntryCommand(
                DrfUserFace.PURPOSE,
                email.orElseThrow(),
                mobile.orElseThrow(),
                faces.concealsAccounts(DrfUserFace.NAME),
                client.requester(headers));
        if (guess.isEmpty()) {
            return sendBoth(command);
        }
        try {
            return enterByCode
                    .enter(command, name, guess.get())
                    .fold(
                            decided -> decided.outcome().answer(new SignInAnswer(202)),
                            mismatch -> mismatch(command, mismatch.registered()));
        } catch (InvalidValueException refused) {
            return Words.refuse(form, refused);
        }
    }

    private Response sendBoth(EntryCommand command) {
        return enterByCode
                .sendCodes(command, patience())
                .fold(
                        CodeResource::tried,
                        mismatch -> mismatch(command, mismatch.registered()),
                        refused -> Refusals.throttled(refused.throttled()).toResponse());
    }

    private static Response tried(EntryCodes.Tried tried) {
        if (isSent(tried.byEmail()) || isSent(tried.bySms())) {
            return Response.status(201)
                    .entity(FaceBody.of(
                            "email",
                            FaceBody.of("otp", told(tried.byEmail())),
                            "mobile",
                            FaceBody.of("otp", told(tried.bySms()))))
                    .build();
        }
        return Stream.of(tried.byEmail(), tried.bySms())
                .flatMap(one -> one.answer(new Early()).stream())
                .findFirst()
                .orElseGet(() -> Words.detail(500, UNDELIVERED));
    }

    private static boolean isSent(CodeSending outcome) {
        return outcome.answer(new Told()).equals(SENT);
    }

    private static String told(CodeSending outcome) {
        return outcome.answer(new Told());
    }

    private Response mismatch(EntryCommand command, ContactKind registered) {
        boolean byEmail = registered == ContactKind.EMAIL;
        String email = command.email().value();
        String mobile = settings.mobiles().write(command.phone());
        return Words.nonFieldError("Your account is registered with " + (byEmail ? email : mobile) + " does not has "
                + (byEmail ? mobile : email) + " as registered " + (byEmail ? "mobile" : "email")
                + ". Please login directly via OTP with your " + (byEmail ? "email" : "mobile") + ".");
    }

    @POST
    @Path("password/reset")
    @ConcealsAccounts(takesLong = true, successIsOwners = true)
    public Response resetPassword(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input,
            @Context HttpHeaders headers) {
        Form form = new Form(input);
        Optional<EmailAddress> email = form.parse("email", form.required("email"), EmailAddress::parse, Words::noEmail);
        Optional<OtpCode> code = form.parse("otp", form.required("otp"), OtpCode::parse, Words::aboutField);
        Optional<Password> password =
                form.parse("password", form.requiredSecret("password"), Password::new, Words::aboutPassword);
        if (form.isFaulty()) {
            return form.refuse();
        }
        return unknown(email.orElseThrow(), headers)
                .orElseGet(() -> reset(form, email.orElseThrow(), code.orElseThrow(), password.orElseThrow(), headers));
    }

    /**
     * Returns the answer to an e-mail address without an account. When accounts are concealed the result is empty, and
     * the code alone decides.
     */
    private Optional<Response> unknown(EmailAddress email, HttpHeaders headers) {
        if (faces.concealsAccounts(DrfUserFace.NAME)) {
            return Optional.empty();
        }
        return checkAvailability
                .check(new LoginName.ByContact(email), ContactAnswers.ALWAYS, client.origin(headers))
                .fold(
                        known -> known.available()
                                ? Optional.of(Words.detail(404, "User with the provided email does not exist."))
                                : Optional.empty(),
                        refused -> Optional.of(
                                Refusals.throttled(refused.throttled()).toResponse()));
    }

    private Response reset(Form form, EmailAddress email, OtpCode code, Password password, HttpHeaders headers) {
        try {
            Entitlement entitlement = new Entitlement.ByCode(
                    new ChallengeRef.ByContact(DrfUserFace.PURPOSE, email),
                    DrfUserFace.PURPOSE,
                    code,
                    client.origin(headers));
            return resetPassword
                    .reset(new ResetPasswordCommand(entitlement, password))
                    .fold(
                            accepted -> DeviceToken.with(
                                    accepted.deviceToken(),
                                    Response.accepted(FaceBody.of(
                                                    "data", "Password Updated Successfully.", "status_code", 202))
                                            .build()),
                            wrong -> Words.wrongCode(wrong.reason(), wrong.attemptsLeft()),
                            refused -> Refusals.throttled(refused.throttled()).toResponse());
        } catch (InvalidValueException refused) {
            return Words.refuse(form, refused);
        }
    }

    /** What is said of a code that was asked for. */
    private static final class SendingAnswer implements CodeSending.Cases<Response> {
        private final boolean isLogin;

        SendingAnswer(boolean isLogin) {
            this.isLogin = isLogin;
        }

        private Response nobody() {
            return isLogin
                    ? Words.detail(404, Words.NO_SUCH_USER)
                    : Words.nonFieldError("email field is compulsory while verifying a non-existing user's OTP.");
        }

        @Override
        public Response sent(CodeSending.Sent sent) {
            return Response.status(201)
                    .entity(FaceBody.of("success", true, "message", "Message sent successfully!"))
                    .build();
        }

        @Override
        public Response unknownAccount(CodeSending.UnknownAccount unknown) {
            return nobody();
        }

        @Override
        public Response noSuchContact(CodeSending.NoSuchContact none) {
            return nobody();
        }

        @Override
        public Response contactTaken(CodeSending.ContactTaken taken) {
            return nobody();
        }

        @Override
        public Response notDelivered(CodeSending.NotDelivered failed) {
            return Words.detail(500, UNDELIVERED);
        }

        @Override
        public Response channelNotOffered(CodeSending.ChannelNotOffered none) {
            throw new IllegalStateException("no channel was chosen");
        }

        @Override
        public Response refused(CodeSending.Refused refused) {
            return tooEarly(refused);
        }
    }

    /** What is said of one of two codes that were asked for together. */
    private static final class Told implements CodeSending.Cases<String> {
        @Override
        public String sent(CodeSending.Sent sent) {
            return SENT;
        }

        @Override
        public String unknownAccount(CodeSending.UnknownAccount unknown) {
            return FAILED + "The message could not be delivered.";
        }

        @Override
        public String noSuchContact(CodeSending.NoSuchContact none) {
            return FAILED + "The message could not be delivered.";
        }

        @Override
        public String contactTaken(CodeSending.ContactTaken taken) {
            return FAILED + "The message could not be delivered.";
        }

        @Override
        public String notDelivered(CodeSending.NotDelivered failed) {
            return FAILED + "The message could not be delivered.";
        }

        @Override
        public String channelNotOffered(CodeSending.ChannelNotOffered none) {
            throw new IllegalStateException("no channel was chosen");
        }

        @Override
        public String refused(CodeSending.Refused refused) {
            return FAILED + notUntil(refused);
        }
    }

    /** The answer for a code that was asked for too early; empty for any other. */
    private static final class Early implements CodeSending.Cases<Optional<Response>> {
        @Override
        public Optional<Response> sent(CodeSending.Sent sent) {
            return Optional.empty();
        }

        @Override
        public Optional<Response> unknownAccount(CodeSending.UnknownAccount unknown) {
            return Optional.empty();
        }

        @Override
        public Optional<Response> noSuchContact(CodeSending.NoSuchContact none) {
            return Optional.empty();
        }

        @Override
        public Optional<Response> contactTaken(CodeSending.ContactTaken taken) {
            return Optional.empty();
        }

        @Override
        public Optional<Response> notDelivered(CodeSending.NotDelivered failed) {
            return Optional.empty();
        }

        @Override
        public Optional<Response> channelNotOffered(CodeSending.ChannelNotOffered none) {
            throw new IllegalStateException("no channel was chosen");
        }

        @Override
        public Optional<Response> refused(CodeSending.Refused refused) {
            return Optional.of(tooEarly(refused));
        }
    }

    /** What is said of a guess that validates a contact. */
    private static final class CheckAnswer implements CodeCheck.Cases<Response> {
        @Override
        public Response right(CodeCheck.Right right) {
            return right.gain().answer(new GainAnswer());
        }

        @Override
        public Response wrong(CodeCheck.Wrong wrong) {
            return Words.wrongCode(wrong.reason(), wrong.attemptsLeft());
        }

        @Override
        public Response contactTaken(CodeCheck.ContactTaken taken) {
            return Words.wrongCode(RefusalReason.UNKNOWN_CHALLENGE, 0);
        }

        @Override
        public Response unknownAccount(CodeCheck.UnknownAccount unknown) {
            return Words.wrongCode(RefusalReason.UNKNOWN_CHALLENGE, 0);
        }

        @Override
        public Response noSuchContact(CodeCheck.NoSuchContact none) {
            return Words.wrongCode(RefusalReason.UNKNOWN_CHALLENGE, 0);
        }

        @Override
        public Response refused(CodeCheck.Refused refused) {
            return Refusals.tooSoon(refused.why()).toResponse();
        }
    }

    private static final class GainAnswer implements Gain.Cases<Response> {
        private static final String OTHER = "a validation was asked for";

        @Override
        public Response nothing(Gain.Nothing nothing) {
            throw new IllegalStateException(OTHER);
        }

        @Override
        public Response validation(Gain.Validation validation) {
            return Response.accepted(FaceBody.of(
                            "OTP", List.of("OTP Validated successfully!"), "validation_token", validation.token()))
                    .build();
        }

        @Override
        public Response resetKey(Gain.ResetKey key) {
            throw new IllegalStateException(OTHER);
        }

        @Override
        public Response credential(Gain.Credential credential) {
            throw new IllegalStateException(OTHER);
        }

        @Override
        public Response proof(Gain.Proof proof) {
            throw new IllegalStateException(OTHER);
        }
    }
}
