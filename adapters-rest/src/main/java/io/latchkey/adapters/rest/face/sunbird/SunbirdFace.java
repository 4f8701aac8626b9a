package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** Sunbird's one-time codes. */
public final class SunbirdFace implements Face {
    public static final String NAME = "sunbird";

    static final String GENERATE = "api.otp.generate";
    static final String VERIFY = "api.otp.verify";
    private static final String UNKNOWN = "api.otp";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> roots() {
        return List.of("v1/otp/");
    }

    @Override
    public boolean tellsAccounts() {
        return false;
    }

    @Override
    public Set<Class<?>> resources() {
        return Set.of(SunbirdResource.class, ApiKeyFilter.class, EnvelopeStamp.class);
    }

    @Override
    public Response word(Problem problem, String path) {
        // Of failures the original knows one kind.
        return Response.status(Math.min(problem.status(), 500))
                .entity(Refusal.envelope(operation(path), problem))
                .build();
    }

    private static String operation(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return switch (plain) {
            case "v1/otp/generate" -> GENERATE;
            case "v1/otp/verify" -> VERIFY;
            default -> UNKNOWN;
        };
    }
}
