package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.face.FaceInputException;
import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.domain.otp.OtpPurpose;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** drf-user, a Django application. */
public final class DrfUserFace implements Face {
    public static final String NAME = "drf-user";

    /** What its codes are for: one kind signs in, validates and resets, as its clients expect. */
    static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp(NAME);

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
        return Set.of(
                RegisterResource.class,
                LoginResource.class,
                AccountResource.class,
                CodeResource.class,
                GuardFilter.class);
    }

    @Override
    public Response word(Problem problem, String path) {
        List<FieldError> errors = problem.errors();
        if (!errors.isEmpty()) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            errors.forEach(error -> fields.put(error.field(), List.of("This field " + error.reason() + ".")));
            return Response.status(problem.status())
                    .entity(new FaceBody(fields))
                    .build();
        }
        if (problem.type().equals(FaceInputException.NOT_AN_OBJECT)) {
            return Words.nonFieldError("Invalid data. Expected a dictionary.");
        }
        return Words.detail(problem.status(), sentence(problem));
    }

    private static String sentence(Problem problem) {
        if (problem.type().equals(FaceInputException.MALFORMED)) {
            String reason = problem.detail().orElse("");
            return (reason.contains("JSON") ? "JSON parse error - " : "Multipart form parse error - ") + reason;
        }
        return switch (problem.status()) {
            case 404 -> "Not found.";
            case 405 -> "Method \"" + problem.member(METHOD).orElse("") + "\" not allowed.";
            case 415 -> "Unsupported media type \"" + problem.member(MEDIA_TYPE).orElse("") + "\" in request.";
            case 429 ->
                Words.throttled(problem.member("retryAfter")
                        .map(seconds -> ((Number) seconds).longValue())
                        .orElse(1L));
            case 500 -> "A server error occurred.";
            default -> problem.detail().orElse(problem.title());
        };
    }
}
