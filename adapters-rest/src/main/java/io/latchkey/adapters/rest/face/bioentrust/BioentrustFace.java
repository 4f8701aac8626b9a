package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.ProblemFact;
import io.latchkey.domain.otp.OtpPurpose;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** The face that answers BioEntrust's account API. */
public final class BioentrustFace implements Face {
    public static final String NAME = "bioentrust";

    static final OtpPurpose VERIFY_CONTACT = OtpPurpose.VERIFY_CONTACT.forApp(NAME);
    static final OtpPurpose RESET_PASSWORD = OtpPurpose.RESET_PASSWORD.forApp(NAME);

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
        return Set.of(BioentrustResource.class, ResetAliasResource.class);
    }

    /**
     * Words failures of the server and missing tokens in the document's {@code status} shape. All other refusals have
     * its {@code error} shape.
     */
    @Override
    public Response word(Problem problem, String path) {
        String sentence = problem.detail().orElse(problem.title());
        FaceBody body;
        if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            body = FaceBody.of("status", "error", "message", "Unauthorized");
        } else if (problem.status() >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
            String message = problem.fact(ProblemFact.FailureId.class)
                    .map(failure -> problem.title() + " (" + failure.id() + ").")
                    .orElse(sentence);
            body = FaceBody.of("status", "error", "message", message);
        } else {
            body = FaceBody.of("error", sentence);
        }
        return Response.status(problem.status()).entity(body).build();
    }
}
