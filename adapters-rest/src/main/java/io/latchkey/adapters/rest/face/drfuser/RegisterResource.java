package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
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
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers accounts and tells which names are free. */
@Path("/")
@Endpoint
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
    @ConcealsAccounts(takesLong = true)
    public Response register(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input,
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
    @ConcealsAccounts
    public Response isUnique(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input,
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
