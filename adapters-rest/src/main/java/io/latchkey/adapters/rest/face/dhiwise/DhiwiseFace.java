package io.latchkey.adapters.rest.face.dhiwise;

import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** The face that answers the user management API that DhiWise generates. */
public final class DhiwiseFace implements Face {
    public static final String NAME = "dhiwise";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> roots() {
        return List.of("admin/auth/", "device/auth/");
    }

    @Override
    public Set<Class<?>> resources() {
        return Set.of(
                DhiwiseAdminAccountResource.class,
                DhiwiseAdminLoginResource.class,
                DhiwiseDeviceAccountResource.class,
                DhiwiseDeviceLoginResource.class);
    }

    @Override
    public Response word(Problem problem, String path) {
        String sentence = problem.detail().orElse(problem.title());
        return switch (problem.status()) {
            // The original reads bodies of its own content type only. In any other body it finds no member.
            case 400, 415 -> Envelope.badSyntax();
            case 401 -> Envelope.unauthorized();
            case 404 -> Envelope.of(404, "NOT_FOUND", sentence, null);
            case 429 -> Envelope.of(429, "TOO_MANY_REQUESTS", sentence, null);
            case 500, 503 -> Envelope.of(problem.status(), "FAILURE", "Internal server error.", null);
            default -> Envelope.of(problem.status(), "BAD_REQUEST", sentence, null);
        };
    }
}
