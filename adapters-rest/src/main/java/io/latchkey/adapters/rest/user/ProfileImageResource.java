package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.RequestCaller;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Serves the picture of the caller's account. */
@Path(Api.V1 + "/users/me/image")
@Endpoint
@Admits(User.ROLE_USER)
public class ProfileImageResource {
    @Inject
    private ProfileImageUseCase images;

    @Inject
    private RequestCaller caller;

    @PUT
    @Consumes({"image/*", MediaType.APPLICATION_OCTET_STREAM})
    public Response store(InputStream body) {
        byte[] upload = BoundedInput.read(body, BoundedInput.MOST_IMAGE_BYTES);
        if (upload.length == 0) {
            throw new InvalidRequestException("The request needs a picture as its body.");
        }
        return images.store(caller.get(), upload)
                .map(throttled -> Refusals.throttled(throttled).toResponse())
                .orElseGet(() -> Response.noContent().build());
    }

    @GET
    public Response show() {
        return images.find(caller.get())
                .map(ProfileImageResource::picture)
                .orElseGet(() -> Refusals.notFound().toResponse());
    }

    private static Response picture(ProfileImage image) {
        return Response.ok(image.content(), image.mediaType())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    @DELETE
    public Response delete() {
        return images.delete(caller.get())
                ? Response.noContent().build()
                : Refusals.notFound().toResponse();
    }
}
