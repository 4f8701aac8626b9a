package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** BioEntrust's accounts. */
public final class BioentrustFace implements Face {
    public static final String NAME = "bioentrust";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> roots() {
        return List.of("user/", "auth/reset-password");
    }

    @Override
    public Set<Class<?>> resources() {
        return Set.of();
    }

    @Override
    public Response word(Problem problem, String path) {
        return Response.status(problem.status())
                .entity(FaceBody.of("message", problem.detail().orElse(problem.title())))
                .build();
    }
}
