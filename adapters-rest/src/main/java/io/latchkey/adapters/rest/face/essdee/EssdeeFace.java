package io.latchkey.adapters.rest.face.essdee;

import io.latchkey.adapters.rest.face.Face;
import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** The user management of Essdee, a Frappe application: top-level members, texts under {@code message}. */
public final class EssdeeFace implements Face {
    public static final String NAME = "essdee";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> roots() {
        return List.of("api/method/");
    }

    @Override
    public Set<Class<?>> resources() {
        return Set.of(EssdeeResource.class);
    }

    @Override
    public Response word(Problem problem, String path) {
        return EssdeeAnswers.message(problem.status(), problem.detail().orElse(problem.title()));
    }
}
