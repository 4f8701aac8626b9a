package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;

/** An existing API that is served beside the native one, on its own paths and in its own words. */
public interface Face {
    /** Name of the face in the configuration: lower-case letters and hyphens. */
    String name();

    /**
     * Paths of its routes, relative to the root of the site. A path that ends with a slash covers everything below it.
     * A path without one is a single route, which clients may call with or without a slash at its end.
     */
    List<String> roots();

    /** Whether its original tells strangers which contacts have an account, unless the operator conceals it. */
    default boolean tellsAccounts() {
        return true;
    }

    /** Its JAX-RS resources. */
    Set<Class<?>> resources();

    /**
     * Puts a refusal that none of its resources worded into the words of the face. Such refusals are: an unknown route,
     * a wrong method or content type, a missing caller, a malformed body, a throttle, a failure. The header fields of
     * the refusal are kept. The body is JSON unless the answer has another content type.
     *
     * @param problem the refusal; its facts tell the reason, for example {@link RefusedRequest}, {@link BodyFault} or
     *     {@link io.latchkey.adapters.rest.problem.ProblemFact.RetryAfter}
     * @param path the requested path, relative to the root of the site and without the configured prefix
     */
    Response word(Problem problem, String path);

    /** Tells whether a path belongs to this face. The path is relative to the root of the site and has no query. */
    default boolean owns(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String withSlash = plain + "/";
        for (String root : roots()) {
            if (root.endsWith("/") ? withSlash.startsWith(root) : plain.equals(root)) {
                return true;
            }
        }
        return false;
    }
}
