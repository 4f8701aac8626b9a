package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.face.FaceInput;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * Serves {@link BioentrustResource#resetPassword} at its second path, which lies outside the base path of the others.
 */
@Path("auth/reset-password")
@Endpoint
public class ResetAliasResource {
    @Inject
    private BioentrustResource original;

    @POST
    public Response resetPassword(FaceInput input, @Context HttpHeaders headers) {
        return original.resetPassword(input, headers);
    }
}
