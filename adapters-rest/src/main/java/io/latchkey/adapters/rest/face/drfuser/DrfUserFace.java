package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.face.BodyFault;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.face.RefusedRequest;
import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.ProblemFact;
import io.latchkey.domain.otp.OtpPurpose;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The face that answers the API of drf-user, a Django application. */
public final class DrfUserFace implements Face {
    public static final String NAME = "drf-user";

    /** Purpose of its codes. One kind of code signs in, validates and resets, as its clients expect. */
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
        return problem.fact(BodyFault.class)
                .map(fault -> unreadable(fault, problem))
                .orElseGet(() -> Words.detail(problem.status(), sentence(problem)));
    }

    private static Response unreadable(BodyFault fault, Problem problem) {
        String reason = problem.detail().orElse("");
        return switch (fault) {
            case MALFORMED_JSON -> Words.detail(problem.status(), "JSON parse error - " + reason);
            case MALFORMED_FORM -> Words.detail(problem.status(), "Multipart form parse error - " + reason);
            case NOT_AN_OBJECT -> Words.nonFieldError("Invalid data. Expected a dictionary.");
        };
    }

    private static String sentence(Problem problem) {
        return switch (problem.status()) {
            case 404 -> "Not found.";
            case 405 -> "Method \"" + RefusedRequest.of(problem).method() + "\" not allowed.";
            case 415 -> "Unsupported media type \"" + RefusedRequest.of(problem).mediaType() + "\" in request.";
            case 429 ->
                Words.throttled(problem.fact(ProblemFact.RetryAfter.class)
                        .map(ProblemFact.RetryAfter::seconds)
                        .orElse(1L));
            case 500 -> "A server error occurred.";
            default -> problem.detail().orElse(problem.title());
        };
    }
}
