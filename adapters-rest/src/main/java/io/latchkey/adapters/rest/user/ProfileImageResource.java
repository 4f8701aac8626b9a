package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.Callers;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.json.BoundedInput;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.User;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the picture of the caller's account. */
@Path(Api.V1 + "/users/me/image")
@Endpoint
@Admits(User.ROLE_USER)
@Tag(name = ApiDocs.USERS)
@SecurityRequirement(name = ApiDocs.BEARER)
@SecurityRequirement(name = ApiDocs.TOKEN)
public class ProfileImageResource {
    @Inject
    private ProfileImageUseCase images;

    @PUT
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            operationId = "putImage",
            summary = "Store the own picture",
            description = "The bytes of the picture are the body, at most 5 MiB. It is turned upright and re-encoded; "
                    + "metadata is dropped.")
    @APIResponse(responseCode = "204", description = "The picture is stored.")
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "413", ref = ApiDocs.TOO_LARGE)
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    @APIResponse(responseCode = "503", ref = ApiDocs.BUSY)
    public Response store(
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = "image/*",
                                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body,
            @Context SecurityContext security) {
        byte[] upload = BoundedInput.read(body, BoundedInput.MOST_IMAGE_BYTES);
        if (upload.length == 0) {
            throw new InvalidRequestException("The request needs a picture as its body.");
        }
        return images.store(Callers.of(security), upload)
                .map(throttled -> Refusals.throttled(throttled).toResponse())
                .orElseGet(() -> Response.noContent().build());
    }

    @GET
    @Operation(operationId = "getImage", summary = "See the own picture")
    @APIResponse(
            responseCode = "200",
            description = "The picture, as PNG or JPEG.",
            content = @Content(mediaType = "image/*", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "404", ref = ApiDocs.NOT_FOUND)
    public Response show(@Context SecurityContext security) {
        return images.find(Callers.of(security))
                .map(ProfileImageResource::picture)
                .orElseGet(() -> Refusals.notFound().toResponse());
    }

    private static Response picture(ProfileImage image) {
        return Response.ok(image.content(), image.mediaType())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    @DELETE
    @Operation(operationId = "deleteImage", summary = "Remove the own picture")
    @APIResponse(responseCode = "204", description = "The picture is gone.")
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "404", ref = ApiDocs.NOT_FOUND)
    public Response delete(@Context SecurityContext security) {
        return images.delete(Callers.of(security))
                ? Response.noContent().build()
                : Refusals.notFound().toResponse();
    }
}
