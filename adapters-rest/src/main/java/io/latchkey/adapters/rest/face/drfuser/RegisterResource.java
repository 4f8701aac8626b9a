package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.account.CheckAvailabilityUseCase.ContactAnswers;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Registers accounts and tells which names are free. */
@Path("/")
@Endpoint
@Tag(name = ApiDocs.FACE_DRF_USER)
public class RegisterResource {
    private static final int LONGEST_ECHO = 40;

    @Inject
    private RegisterUseCase register;

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
    @Path("register")
    @Operation(
            operationId = "drfUserRegister",
            summary = "Register",
            description =
                    "E-mail and mobile must have been validated by /otp/ before, by this client: it calls from the same"
                            + " network, or sends the validation_token of /otp/ as email_validation_token or"
                            + " mobile_validation_token. Each validation is good for one registration or account change. The"
                            + " account is active at once.")
    @APIResponse(
            responseCode = "201",
            description = "Registered.",
            content = @Content(schema = @Schema(implementation = RegisteredResponse.class)))
    @APIResponse(responseCode = "400", description = "{\"field\":[\"…\"]}")
    public Response register(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            examples =
                                                    @ExampleObject(
                                                            name = "register",
                                                            value =
                                                                    "{\"username\":\"ada\",\"name\":\"Ada\",\"email\":\"ada@example.org\",\"mobile\":\"+4915112345678\",\"password\":\"correct horse battery\"}")))
                    @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART})
                    FaceInput input,
            @Context HttpHeaders headers) {
        Form form = new Form(input);
        Optional<Username> username =
                form.parse("username", form.required("username"), Username::choose, Words::aboutField);
        Optional<String> name = form.required("name");
        Optional<EmailAddress> email = form.parse("email", form.required("email"), EmailAddress::parse, Words::noEmail);
        Optional<PhoneNumber> mobile =
                form.parse("mobile", form.optional("mobile"), contacts::parsePhone, Words::noMobile);
        Optional<Password> password =
                form.parse("password", form.requiredSecret("password"), Password::new, Words::aboutPassword);
        TicketHolder holder = form.holder(client.origin(headers));
        if (form.isFaulty()) {
            return form.refuse();
        }
        try {
            NewAccount account =
                    NewAccount.named(username, name).reachedAt(email, mobile).protectedBy(password);
            RegisterCommand.Proof proof = new RegisterCommand.Proof.ByValidation(
                    DrfUserFace.NAME, holder, TakenContacts.concealedIf(faces.concealsAccounts(DrfUserFace.NAME)));
            return answer(form, register.register(new RegisterCommand(account, proof, client.requester(headers))));
        } catch (InvalidValueException refused) {
            return Words.refuse(form, refused);
        }
    }

    private Response answer(Form form, Registration outcome) {
        return outcome.fold(
                pending -> {
                    throw new IllegalStateException("an account whose contacts are validated waits for a code");
                },
                completed -> Response.status(201)
                        .entity(RegisteredResponse.from(completed.user(), settings.mobiles()))
                        .build(),
                faulty -> Words.blame(form, faulty.faults()),
                refused -> Refusals.tooSoon(refused.why()).toResponse());
    }

    @POST
    @Path("isunique")
    @Operation(
            operationId = "drfUserIsUnique",
            summary = "Check whether a username, e-mail or mobile is free",
            description = "Throttled. Answers for usernames alone where latchkey.faces.conceal-accounts is true.")
    @APIResponse(
            responseCode = "200",
            description = "{\"data\":[{\"unique\":true},200],\"status_code\":null}, as clients read data[0].unique.")
    @APIResponse(responseCode = "400", description = "{\"prop\":[\"…\"]}, with the same beneath data.")
    @APIResponse(responseCode = "429", description = "Too many checks; wait as Retry-After says.")
    public Response isUnique(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            examples =
                                                    @ExampleObject(
                                                            name = "isunique",
                                                            value =
                                                                    "{\"prop\":\"email\",\"value\":\"ada@example.org\"}")))
                    @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART})
                    FaceInput input,
            @Context HttpHeaders headers) {
        Form form = new Form(input);
        Optional<Prop> prop = form.required("prop").flatMap(word -> prop(form, word));
        Optional<String> value = form.required("value");
        Optional<LoginName> login = prop.flatMap(known -> switch (known) {
            case USERNAME ->
                form.parse("value", value, text -> new LoginName.ByUsername(Username.parse(text)), Words::aboutField);
            case EMAIL ->
                form.parse("value", value, text -> new LoginName.ByContact(EmailAddress.parse(text)), Words::noEmail);
            case MOBILE ->
                form.parse("value", value, text -> new LoginName.ByContact(contacts.parsePhone(text)), Words::noMobile);
        });
        if (form.isFaulty()) {
            return faulty(form);
        }
        return checkAvailability
                .check(login.orElseThrow(), ContactAnswers.ALWAYS, client.origin(headers))
                .fold(
                        known -> Response.ok(FaceBody.of(
                                        "data",
                                        List.of(FaceBody.of("unique", known.available()), 200),
                                        "status_code",
                                        null))
                                .build(),
                        refused -> Refusals.throttled(refused.throttled()).toResponse());
    }

    /** Property whose availability a client asks for. */
    private enum Prop {
        EMAIL,
        MOBILE,
        USERNAME
    }

    private Optional<Prop> prop(Form form, String word) {
        Optional<Prop> prop = Arrays.stream(Prop.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(word))
                .filter(known -> known == Prop.USERNAME || !faces.concealsAccounts(DrfUserFace.NAME))
                .findFirst();
        if (prop.isEmpty()) {
            form.fault("prop", (word.length() > LONGEST_ECHO ? "This" : '"' + word + '"') + " is not a valid choice.");
        }
        return prop;
    }

    /**
     * Answers with the faults twice: as members of the body, like all of this face, and below {@code data}, like the
     * original on this route.
     */
    private static Response faulty(Form form) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(form.faults());
        body.put("data", form.faults());
        body.put("status_code", 400);
        return Response.status(400).entity(new FaceBody(body)).build();
    }
}
