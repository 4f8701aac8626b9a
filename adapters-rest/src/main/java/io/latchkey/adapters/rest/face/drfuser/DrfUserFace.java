package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** drf-user, a Django application. */
public final class DrfUserFace implements Face {
    public static final String NAME = "drf-user";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> roots() {
        return List.of(
                "register",
                "login",
                "account",
                "otp",
                "otpreglogin",
                "password/reset",
                "isunique",
                "upload-image",
                "refresh-token");
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
