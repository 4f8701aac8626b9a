package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** An existing API that is answered beside the native one, on its own paths and in its own words. */
public interface Face {
    /** As configuration spells it: lower-case letters and hyphens. */
    String name();

    /**
     * Where its routes live, relative to the site's root. A root with a slash at its end covers everything below it; one without is
     * one route, with or without a slash.
     */
    List<String> roots();

    /** Its JAX-RS resources. */
    Set<Class<?>> resources();

    /**
     * Puts a refusal that none of its resources worded into its own words: no such route, a wrong method or content type, no caller, a
     * malformed body, a throttle, a failure. Header fields of the refusal are kept, and the body is JSON where the answer does not
     * say otherwise.
     *
     * @param problem tells by its facts what it is about: {@link RefusedRequest}, {@link BodyFault}, {@link
     *     io.latchkey.adapters.rest.problem.ProblemFact.RetryAfter} and others
     * @param path the path asked for, relative to the site's root, without the configured prefix
     */
    Response word(Problem problem, String path);

    /** Whether a path relative to the site's root, without a query, is one of this face's. */
    default boolean owns(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return roots().stream()
                .anyMatch(root -> root.endsWith("/") ? (plain + "/").startsWith(root) : plain.equals(root));
    }
}
