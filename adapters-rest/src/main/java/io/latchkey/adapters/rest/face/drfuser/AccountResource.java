package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.api.ConcealsAccounts;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.face.FacePart;
import io.latchkey.adapters.rest.face.FaceSettings;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Serves the caller's own account and picture. */
@Path("/")
@Endpoint
@Guarded
public class AccountResource {
    private static final String IMAGE = "profile_image";
    private static final String NO_FILE = "The submitted data was not a file. Check the encoding type on the form.";
    private static final String NO_IMAGE =
            "Upload a valid image. The file you uploaded was either not an image or a corrupted image.";

    @Inject
    private ChangeAccountUseCase changeAccount;

    @Inject
    private ProfileImageUseCase images;

    @Inject
    private ContactParser contacts;

    @Inject
    private FaceSettings faces;

    @Inject
    private DrfUserSettings settings;

    @Inject
    private Client client;

    @Inject
    private RequestCaller caller;

    @GET
    @Path("account")
    public Response show() {
        return Response.ok(shown(caller.get().user())).build();
    }

    @PUT
    @Path("account")
    @ConcealsAccounts(takesLong = true)
    public Response replace(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input,
            @Context HttpHeaders headers) {
        return change(input, caller.get(), client.origin(headers), true);
    }

    @PATCH
    @Path("account")
    @ConcealsAccounts(takesLong = true)
    public Response change(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input,
            @Context HttpHeaders headers) {
        return change(input, caller.get(), client.origin(headers), false);
    }

    private Response change(FaceInput input, Caller caller, ClientOrigin origin, boolean isWhole) {
        Form form = new Form(input);
        Optional<Username> username = form.parse(
                "username",
                text(form, input, "username", isWhole).filter(text -> !isShownForNone(caller.user(), text)),
                Username::choose,
                Words::aboutField);
        Optional<String> name = text(form, input, "name", isWhole);
        Optional<EmailAddress> email =
                form.parse("email", text(form, input, "email", isWhole), EmailAddress::parse, Words::noEmail);
        if (input.kind("mobile") == FaceInput.Kind.NULL) {
            form.fault("mobile", "The mobile must be pre-validated via OTP.");
        }
        Optional<PhoneNumber> mobile =
                form.parse("mobile", form.optional("mobile"), contacts::parsePhone, Words::noMobile);
        Optional<Password> password = form.parse(
                "password",
                isWhole || input.isPresent("password") ? form.requiredSecret("password") : Optional.empty(),
                Password::new,
                Words::aboutPassword);
        TicketHolder holder = form.holder(origin);
        if (form.isFaulty()) {
            return form.refuse();
        }
        try {
            AccountEdits edits = AccountEdits.of(
                            Edit.toOrKeep(username), Edit.toOrKeep(name), Edit.toOrKeep(email), Edit.toOrKeep(mobile))
                    .with(password);
            return answer(
                    form,
                    changeAccount.change(new ChangeAccountCommand(
                            caller,
                            edits,
                            new ChangeAccountCommand.Proof.ByValidation(
                                    DrfUserFace.NAME,
                                    holder,
                                    TakenContacts.concealedIf(faces.concealsAccounts(DrfUserFace.NAME))))));
        } catch (InvalidValueException refused) {
            return Words.refuse(form, refused);
        }
    }

    private static Optional<String> text(Form form, FaceInput input, String field, boolean isRequired) {
        return isRequired || input.isPresent(field) ? form.required(field) : Optional.empty();
    }

    /** Tells whether the client sends back the contact that it was shown in place of a missing username, in any spelling. */
    private boolean isShownForNone(User user, String username) {
        boolean isMobile = contacts.parseLogin(username)
                .fold(byUsername -> false, byContact -> byContact.contact().equals(user.phone()), unusable -> false);
        return user.username() == null
                && (isMobile || username.equals(shown(user).username()));
    }

    private AccountResponse shown(User user) {
        return AccountResponse.from(user, settings.mobiles());
    }

    private Response answer(Form form, AccountChange outcome) {
        return outcome.fold(
                changed -> Response.ok(shown(changed.user())).build(),
                notConfirmed -> Words.detail(403, "A recent sign-in is needed for this change. Log in again."),
                faulty -> Words.blame(form, faulty.faults()),
                refused -> Refusals.tooSoon(refused.why()).toResponse());
    }

    @POST
    @Path("upload-image")
    public Response upload(
            @FaceForms({FaceForms.Form.JSON, FaceForms.Form.URLENCODED, FaceForms.Form.MULTIPART}) FaceInput input) {
        Form form = new Form(input);
        byte[] content = input.file(IMAGE).map(FacePart::content).orElseGet(() -> new byte[0]);
        switch (input.kind(IMAGE)) {
            case ABSENT -> form.fault(IMAGE, "No file was submitted.");
            case NULL -> form.fault(IMAGE, Form.NULL);
            case TEXT, UNPRINTABLE, NUMBER, BOOLEAN, OBJECT, ARRAY -> form.fault(IMAGE, NO_FILE);
            case FILE -> {
                if (content.length == 0) {
                    form.fault(IMAGE, "The submitted file is empty.");
                }
            }
        }
        if (form.isFaulty()) {
            return form.refuse();
        }
        try {
            return images.store(caller.get(), content)
                    .map(throttled -> Refusals.throttled(throttled).toResponse())
                    .orElseGet(() -> Words.detail(201, "Profile Image Uploaded."));
        } catch (InvalidValueException refused) {
            form.fault(IMAGE, NO_IMAGE);
            form.fault(IMAGE, "Here " + refused.reason() + ".");
            return form.refuse();
        }
    }
}
