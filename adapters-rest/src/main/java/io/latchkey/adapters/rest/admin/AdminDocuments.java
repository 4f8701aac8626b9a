package io.latchkey.adapters.rest.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.rest.delivery.FunnelQuery;
import io.latchkey.adapters.rest.delivery.FunnelResponse;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.HelpUsersUseCase;
import io.latchkey.application.admin.ManageListingsUseCase;
import io.latchkey.application.admin.ManageUsersUseCase;
import io.latchkey.application.admin.OverseeApplicationsUseCase;
import io.latchkey.application.admin.OverseeOperationUseCase;
import io.latchkey.application.admin.ReadAuditUseCase;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserStandingUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Does what requests to the API of administration ask for, without HTTP: it reads the same members and parameters, and answers with the
 * same documents. Where the API answers with no body, the document is an empty object. Versions of accounts are not compared.
 */
public final class AdminDocuments {
    private final UseCases useCases;
    private final ContactParser contacts;
    private final Locale defaultLocale;

    /** The use cases of administration that the API offers. */
    public record UseCases(
            ManageUsersUseCase manageUsers,
            UserStandingUseCase standing,
            HelpUsersUseCase helpUsers,
            OverseeApplicationsUseCase applications,
            ManageListingsUseCase manageListings,
            OverseeOperationUseCase operation,
            ReadAuditUseCase readAudit) {}

    /** @param defaultLocale language of new accounts for which none is named */
    public AdminDocuments(UseCases useCases, ContactParser contacts, Locale defaultLocale) {
        this.useCases = useCases;
        this.contacts = contacts;
        this.defaultLocale = defaultLocale;
    }

    /**
     * Does a deed.
     *
     * @throws io.latchkey.adapters.rest.problem.InvalidRequestException naming the members and parameters that are refused
     * @throws InvalidValueException when a member is refused, or an id is none
     */
    public Administered<JsonNode> perform(Actor actor, AdminRequest request) {
        return answer(actor, request).map(Json::tree);
    }

    private Administered<? extends Object> answer(Actor actor, AdminRequest request) {
        return switch (request.deed()) {
            case FIND_USERS -> findUsers(actor, request);
            case READ_USER -> shown(useCases.manageUsers().read(reading(actor), user(request)));
            case CREATE_USER -> create(actor, request);
            case INVITE_USER -> shown(useCases.helpUsers().invite(act(actor, request), user(request)));
            case CHANGE_USER -> change(actor, request);
            case SET_ROLES -> setRoles(actor, request);
            case SET_CLAIMS -> setClaims(actor, request);
            case DISABLE_USER -> shown(useCases.standing().disable(act(actor, request), user(request)));
            case ENABLE_USER -> shown(useCases.standing().enable(act(actor, request), user(request)));
            case SIGN_OUT_USER -> shown(useCases.helpUsers().signOut(act(actor, request), user(request)));
            case UNLOCK_USER -> shown(useCases.helpUsers().unlock(act(actor, request), user(request)));
            case RESET_USER -> shown(useCases.helpUsers().startReset(act(actor, request), user(request)));
            case FIND_SESSIONS -> findSessions(actor, request);
            case END_SESSION ->
                shown(useCases.helpUsers()
                        .endSession(act(actor, request), user(request), new SessionId(id(request, 1))));
            case FIND_CREDENTIALS ->
                useCases.helpUsers()
                        .findCredentials(reading(actor), user(request))
                        .map(AdminCredentialResponse::list);
            case REVOKE_CREDENTIAL ->
                shown(useCases.helpUsers()
                        .revokeCredential(act(actor, request), user(request), new ApiCredentialId(id(request, 1))));
            case FIND_APPLICATIONS -> findApplications(actor, request);
            case READ_APPLICATION ->
                useCases.applications()
                        .read(reading(actor), new ApiCredentialId(id(request, 0)))
                        .map(AdminApplicationResponse::from);
            case DELETE_USER -> shown(useCases.standing().delete(act(actor, request), user(request)));
            case RESTORE_USER -> shown(useCases.standing().restore(act(actor, request), user(request)));
            case EXPORT_USER ->
                useCases.helpUsers().export(act(actor, request), user(request)).map(ExportResponse::new);
            case ERASE_USER ->
                useCases.standing().erase(act(actor, request), user(request)).map(erased -> Map.of());
            case FIND_LISTINGS -> findListings(actor, request);
            case ADD_LISTING -> addListing(actor, request);
            case LIFT_LISTING ->
                useCases.manageListings()
                        .lift(act(actor, request), id(request, 0))
                        .map(lifted -> Map.of());
            case FIND_MESSAGES -> findMessages(actor, request);
            case READ_MESSAGE ->
                useCases.operation()
                        .readMessage(reading(actor), new OutboxMessageId(id(request, 0)))
                        .map(AdminMessageResponse.Story::from);
            case FIND_DECISIONS -> findDecisions(actor, request);
            case READ_DECISION ->
                useCases.operation()
                        .readDecision(reading(actor), id(request, 0))
                        .map(AdminDecisionResponse::from);
            case READ_FUNNEL -> readFunnel(actor, request);
            case FIND_KEYS -> useCases.operation().findKeys(reading(actor)).map(KeysResponse::from);
            case ROTATE_KEYS ->
                useCases.operation().rotateKeys(act(actor, request)).map(KeysResponse::from);
            case READ_SETTINGS ->
                useCases.operation().readSettings(reading(actor)).map(SettingsResponse::from);
            case READ_SUPPRESSIONS ->
                useCases.helpUsers()
                        .readSuppressions(reading(actor), contact(request))
                        .map(SuppressionsResponse::from);
            case LIFT_SUPPRESSIONS -> liftSuppressions(actor, request);
            case READ_AUDIT -> findEntries(actor, request);
            case EXPORT_AUDIT -> export(actor, request).map(Stream::toList);
            case VERIFY_AUDIT ->
                verify(
                        actor,
                        Optional.ofNullable(request.parameters().get("checkpoint")).map(AuditCheckpoint::parse).stream()
                                .toList(),
                        looked -> {});
        };
    }

    /**
     * Reads the audit store, oldest entry first.
     *
     * @return one document for each entry, read while the stream is
     */
    public Administered<Stream<JsonNode>> exportAudit(Actor actor, AdminRequest request) {
        return export(actor, request).map(entries -> entries.map(Json::tree));
    }

    /**
     * Looks whether the audit store is as it was.
     *
     * @param seen checkpoints that were seen elsewhere, such as in a log
     * @param onLooked takes the number of entries looked at so far
     */
    public Administered<JsonNode> verifyAudit(Actor actor, List<AuditCheckpoint> seen, LongConsumer onLooked) {
        return verify(actor, seen, onLooked).map(Json::tree);
    }

    private Administered<AuditVerdictResponse> verify(Actor actor, List<AuditCheckpoint> seen, LongConsumer onLooked) {
        return useCases.readAudit().verify(reading(actor), seen, onLooked).map(AuditVerdictResponse::from);
    }

    private Administered<Stream<AuditEntryResponse>> export(Actor actor, AdminRequest request) {
        return useCases.readAudit()
                .export(reading(actor), query(new AuditQuery(), request).read().search())
                .map(entries -> entries.map(AuditEntryResponse::from));
    }

    private static Administered<AdminUserResponse> shown(Administered<UserRecord> outcome) {
        return outcome.map(AdminUserResponse::from);
    }

    private static Act reading(Actor actor) {
        return new Act(actor, Optional.empty());
    }

    /** An act whose request has no other member than its reason. */
    private static Act act(Actor actor, AdminRequest request) {
        return act(actor, body(AdminReasonRequest.class, request).toReason());
    }

    private static Act act(Actor actor, Optional<Reason> reason) {
        return new Act(actor, reason);
    }

    private static <Q extends PageQuery> Q query(Q query, AdminRequest request) {
        query.take(request.parameters());
        return query;
    }

    private static <T extends RequestBody> T body(Class<T> type, AdminRequest request) {
        return RequestBodyReader.read(type, MediaType.APPLICATION_JSON_TYPE, Json.write(request.members()));
    }

    private static UserId user(AdminRequest request) {
        return new UserId(id(request, 0));
    }

    private static UUID id(AdminRequest request, int place) {
        return Ids.find(request.ids().get(place)).orElseThrow(() -> new InvalidValueException("id", "must be an id"));
    }

    private Administered<AdminUsersResponse> findUsers(Actor actor, AdminRequest request) {
        AdminUserQuery.Wish wish = query(new AdminUserQuery(), request).read(contacts);
        return useCases.manageUsers()
                .find(reading(actor), wish.search(), wish.after(), wish.most())
                .map(AdminUsersResponse::from);
    }

    private Administered<AdminSessionResponse.Listing> findSessions(Actor actor, AdminRequest request) {
        SessionQuery.Wish wish = query(new SessionQuery(), request).read();
        return useCases.helpUsers()
                .findSessions(reading(actor), user(request), wish.after(), wish.most())
                .map(AdminSessionResponse::list);
    }

    private Administered<AdminApplicationResponse.Listing> findApplications(Actor actor, AdminRequest request) {
        ApplicationQuery query = new ApplicationQuery();
        query.take(request.parameters());
        ApplicationQuery.Wish wish = query.read();
        return useCases.applications()
                .find(reading(actor), wish.search(), wish.after(), wish.most())
                .map(AdminApplicationResponse.Listing::from);
    }

    private Administered<AdminUserResponse> create(Actor actor, AdminRequest request) {
        CreateUserRequest.Wish wish = body(CreateUserRequest.class, request).toWish(contacts, defaultLocale);
        return shown(useCases.manageUsers().create(act(actor, wish.reason()), wish.account(), wish.locale()));
    }

    private Administered<AdminUserResponse> change(Actor actor, AdminRequest request) {
        ChangeUserRequest.Wish wish = body(ChangeUserRequest.class, request).toWish(contacts);
        return shown(useCases.manageUsers()
                .change(act(actor, wish.reason()), user(request), OptionalInt.empty(), wish.edits()));
    }

    private Administered<AdminUserResponse> setRoles(Actor actor, AdminRequest request) {
        SetRolesRequest.Wish wish = body(SetRolesRequest.class, request).toWish();
        return shown(useCases.manageUsers()
                .setRoles(act(actor, wish.reason()), user(request), OptionalInt.empty(), wish.roles()));
    }

    private Administered<AdminUserResponse> setClaims(Actor actor, AdminRequest request) {
        SetClaimsRequest.Wish wish = body(SetClaimsRequest.class, request).toWish();
        return shown(useCases.manageUsers()
                .setClaims(act(actor, wish.reason()), user(request), OptionalInt.empty(), wish.claims()));
    }

    private Administered<ListingsResponse> findListings(Actor actor, AdminRequest request) {
        ListingQuery.Wish wish = query(new ListingQuery(), request).read(contacts);
        return useCases.manageListings()
                .find(reading(actor), wish.filter(), wish.after(), wish.most())
                .map(ListingsResponse::from);
    }

    private Administered<ListingResponse> addListing(Actor actor, AdminRequest request) {
        ListingRequest.Wish wish = body(ListingRequest.class, request).toWish(contacts);
        return useCases.manageListings()
                .add(act(actor, wish.reason()), wish.listing())
                .map(ListingResponse::from);
    }

    private Administered<AdminMessageResponse.Listing> findMessages(Actor actor, AdminRequest request) {
        MessageQuery.Wish wish = query(new MessageQuery(), request).read(contacts);
        return useCases.operation()
                .findMessages(reading(actor), wish.search(), wish.after(), wish.most())
                .map(AdminMessageResponse.Listing::from);
    }

    private Administered<AdminDecisionResponse.Listing> findDecisions(Actor actor, AdminRequest request) {
        DecisionQuery.Wish wish = query(new DecisionQuery(), request).read(contacts);
        return useCases.operation()
                .findDecisions(reading(actor), wish.search(), wish.contact(), wish.after(), wish.most())
                .map(AdminDecisionResponse.Listing::from);
    }

    private Administered<FunnelResponse> readFunnel(Actor actor, AdminRequest request) {
        FunnelQuery query = FunnelQuery.parse(
                request.parameters().getOrDefault("window", FunnelQuery.WINDOW),
                request.parameters().getOrDefault("by", FunnelQuery.BY));
        return useCases.operation()
                .readFunnel(reading(actor), query.window().length())
                .map(funnel -> FunnelResponse.from(funnel, query.dimensions()));
    }

    private Contact contact(AdminRequest request) {
        Fields fields = new Fields();
        Fields.Parsed<Contact> parsed =
                fields.required("contact", request.parameters().get("contact"), contacts::parse);
        fields.check();
        return parsed.get();
    }

    private Administered<SuppressionsResponse> liftSuppressions(Actor actor, AdminRequest request) {
        LiftSuppressionsRequest.Wish wish =
                body(LiftSuppressionsRequest.class, request).toWish(contacts);
        return useCases.helpUsers()
                .liftSuppressions(act(actor, wish.reason()), wish.contact())
                .map(SuppressionsResponse::from);
    }

    private Administered<AuditEntriesResponse> findEntries(Actor actor, AdminRequest request) {
        AuditQuery.Wish wish = query(new AuditQuery(), request).read();
        return useCases.readAudit()
                .find(reading(actor), wish.search(), wish.after(), wish.most())
                .map(AuditEntriesResponse::from);
    }
}
