package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.HelpUsersUseCase;
import io.latchkey.application.admin.ManageUsersUseCase;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserStandingUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Serves the accounts of all people to those who administer. */
@Path(Api.V1 + "/admin/users")
@Endpoint
@Admits({AdminRoles.ADMIN, AdminRoles.SUPPORT, AdminRoles.AUDITOR})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdminUserResource {
    @Inject
    private ManageUsersUseCase manageUsers;

    @Inject
    private UserStandingUseCase standing;

    @Inject
    private HelpUsersUseCase helpUsers;

    @Inject
    private ContactParser contacts;

    @Inject
    private Client client;

    @Inject
    private AdminActs acts;

    @GET
    public Response find(@BeanParam AdminUserQuery query, @Context HttpHeaders headers) {
        AdminUserQuery.Wish wish = query.read(contacts);
        return AdminAnswer.of(
                manageUsers.find(acts.of(headers), wish.search(), wish.after(), wish.most()),
                page -> Response.ok(AdminUsersResponse.from(page)).build());
    }

    @POST
    public Response create(CreateUserRequest body, @Context HttpHeaders headers) {
        CreateUserRequest.Wish wish = body.toWish(contacts, client.defaultLocale());
        return AdminAnswer.of(
                manageUsers.create(acts.of(headers, wish.reason()), wish.account(), wish.locale()),
                created -> AdminUserResponse.from(created).answer(201));
    }

    @GET
    @Path("{id}")
    public Response read(@PathParam("id") String id, @Context HttpHeaders headers) {
        Act act = acts.of(headers);
        return of(id, user -> show(manageUsers.read(act, user)));
    }

    private static Response of(String id, Function<UserId, Response> deed) {
        return Ids.answer(id, user -> deed.apply(new UserId(user)));
    }

    private static Response show(Administered<UserRecord> outcome) {
        return AdminAnswer.of(
                outcome, account -> AdminUserResponse.from(account).answer(200));
    }

    @PATCH
    @Path("{id}")
    @Consumes({RequestBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
    public Response change(@PathParam("id") String id, ChangeUserRequest body, @Context HttpHeaders headers) {
        OptionalInt version = IfMatch.version(headers);
        ChangeUserRequest.Wish wish = body.toWish(contacts);
        Act act = acts.of(headers, wish.reason());
        return of(id, user -> show(manageUsers.change(act, user, version, wish.edits())));
    }

    @PUT
    @Path("{id}/roles")
    public Response setRoles(@PathParam("id") String id, SetRolesRequest body, @Context HttpHeaders headers) {
        OptionalInt version = IfMatch.version(headers);
        SetRolesRequest.Wish wish = body.toWish();
        Act act = acts.of(headers, wish.reason());
        return of(id, user -> show(manageUsers.setRoles(act, user, version, wish.roles())));
    }

    @PUT
    @Path("{id}/claims")
    public Response setClaims(@PathParam("id") String id, SetClaimsRequest body, @Context HttpHeaders headers) {
        OptionalInt version = IfMatch.version(headers);
        SetClaimsRequest.Wish wish = body.toWish();
        Act act = acts.of(headers, wish.reason());
        return of(id, user -> show(manageUsers.setClaims(act, user, version, wish.claims())));
    }

    @POST
    @Path("{id}/disable")
    public Response disable(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        return deed(id, body, headers, standing::disable);
    }

    @POST
    @Path("{id}/enable")
    public Response enable(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        return deed(id, body, headers, standing::enable);
    }

    @POST
    @Path("{id}/sign-out")
    public Response signOut(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        return deed(id, body, headers, helpUsers::signOut);
    }

    @POST
    @Path("{id}/unlock")
    public Response unlock(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        return deed(id, body, headers, helpUsers::unlock);
    }

    @POST
    @Path("{id}/reset")
    public Response startReset(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        return deed(id, body, headers, helpUsers::startReset);
    }

    @POST
    @Path("{id}/invite")
    public Response invite(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        return deed(id, body, headers, helpUsers::invite);
    }

    @POST
    @Path("{id}/delete")
    public Response delete(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        return deed(id, body, headers, standing::delete);
    }

    @POST
    @Path("{id}/restore")
    public Response restore(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        return deed(id, body, headers, standing::restore);
    }

    private Response deed(
            String id,
            AdminReasonRequest body,
            HttpHeaders headers,
            BiFunction<Act, UserId, Administered<UserRecord>> deed) {
        Act act = acts.of(headers, body.toReason());
        return of(id, user -> show(deed.apply(act, user)));
    }

    @GET
    @Path("{id}/sessions")
    public Response findSessions(
            @PathParam("id") String id, @BeanParam SessionQuery query, @Context HttpHeaders headers) {
        Act act = acts.of(headers);
        SessionQuery.Wish wish = query.read();
        return of(
                id,
                user -> AdminAnswer.of(
                        helpUsers.findSessions(act, user, wish.after(), wish.most()),
                        sessions ->
                                Response.ok(AdminSessionResponse.list(sessions)).build()));
    }

    @POST
    @Path("{id}/sessions/{session}/end")
    public Response endSession(
            @PathParam("id") String id,
            @PathParam("session") String session,
            AdminReasonRequest body,
            @Context HttpHeaders headers) {
        Act act = acts.of(headers, body.toReason());
        return of(
                id, user -> Ids.answer(session, found -> show(helpUsers.endSession(act, user, new SessionId(found)))));
    }

    @GET
    @Path("{id}/credentials")
    public Response findCredentials(@PathParam("id") String id, @Context HttpHeaders headers) {
        Act act = acts.of(headers);
        return of(
                id,
                user -> AdminAnswer.of(
                        helpUsers.findCredentials(act, user),
                        credentials -> Response.ok(AdminCredentialResponse.list(credentials))
                                .build()));
    }

    @POST
    @Path("{id}/credentials/{credential}/revoke")
    public Response revokeCredential(
            @PathParam("id") String id,
            @PathParam("credential") String credential,
            AdminReasonRequest body,
            @Context HttpHeaders headers) {
        Act act = acts.of(headers, body.toReason());
        return of(
                id,
                user -> Ids.answer(
                        credential, found -> show(helpUsers.revokeCredential(act, user, new ApiCredentialId(found)))));
    }

    @POST
    @Path("{id}/erase")
    public Response erase(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        Act act = acts.of(headers, body.toReason());
        return of(
                id,
                user -> AdminAnswer.of(
                        standing.erase(act, user),
                        erased -> Response.noContent().build()));
    }

    @POST
    @Path("{id}/export")
    public Response export(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        Act act = acts.of(headers, body.toReason());
        return of(
                id,
                user -> AdminAnswer.of(
                        helpUsers.export(act, user),
                        records -> Response.ok(new ExportResponse(records)).build()));
    }
}
