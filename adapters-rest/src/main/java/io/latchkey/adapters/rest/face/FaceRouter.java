package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.problem.Refusals;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Routes requests to the faces that are served, each behind its prefix. The paths of all other faces are answered with
 * 404.
 */
@Provider
@Endpoint
@PreMatching
@Priority(1)
public final class FaceRouter implements ContainerRequestFilter {
    static final String FACE = "io.latchkey.face";
    private static final String PATH = "io.latchkey.face.path";
    /**
     * JAX-RS ignores path parameters (RFC 3986 §3.3) when it matches resources. The router must ignore them as well.
     */
    private static final Pattern PATH_PARAMETERS = Pattern.compile(";[^/]*");

    @Inject
    private FaceSettings settings;

    /** Destination of a path. */
    sealed interface Destination {
        /** Sends a request to the destination. */
        void lead(ContainerRequestContext request);

        /** The path belongs to no face. */
        record Elsewhere() implements Destination {
            @Override
            public void lead(ContainerRequestContext request) {}
        }

        /** The path belongs to a face that is switched off or has another prefix. */
        record Nowhere() implements Destination {
            @Override
            public void lead(ContainerRequestContext request) {
                request.abortWith(Refusals.notFound().toResponse());
            }
        }

        /**
         * The path belongs to a face that is served.
         *
         * @param path relative to the root of the site, without the prefix of the face
         */
        record To(Face face, String path) implements Destination {
            @Override
            public void lead(ContainerRequestContext request) {
                UriInfo uri = request.getUriInfo();
                request.setProperty(FACE, face);
                request.setProperty(PATH, path);
                request.getHeaders().put(HttpHeaders.ACCEPT, List.of(MediaType.WILDCARD));
                if (!path.equals(rawPath(uri))) {
                    String query = uri.getRequestUri().getRawQuery();
                    request.setRequestUri(
                            uri.getBaseUri().resolve(URI.create("./" + path + (query == null ? "" : "?" + query))));
                }
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        find(settings, rawPath(request.getUriInfo())).lead(request);
    }

    /**
     * Finds the destination of a path.
     *
     * @param path relative to the root of the site, encoded, without a query
     */
    static Destination find(FaceSettings settings, String path) {
        String plain = plain(path);
        for (FaceRoute route : settings.routes()) {
            if (route.serves(plain)) {
                return new Destination.To(
                        route.face(),
                        route.prefix().isEmpty()
                                ? path
                                : plain.substring(route.prefix().length()));
            }
        }
        for (FaceRoute route : settings.routes()) {
            if (route.face().owns(plain)) {
                return new Destination.Nowhere();
            }
        }
        return new Destination.Elsewhere();
    }

    /**
     * Whether a face answers on a path.
     *
     * @param path relative to the root of the site, encoded, without a query
     */
    public static boolean isServed(FaceSettings settings, String path) {
        String plain = plain(path);
        return settings.routes().stream().anyMatch(route -> route.serves(plain));
    }

    private static String plain(String path) {
        return path.indexOf(';') < 0 ? path : PATH_PARAMETERS.matcher(path).replaceAll("");
    }

    private static String rawPath(UriInfo uri) {
        String base = uri.getBaseUri().getRawPath();
        String path = uri.getRequestUri().getRawPath();
        return path.startsWith(base) ? path.substring(base.length()) : path;
    }

    /** Returns the face to which the request was routed. */
    static Optional<Face> face(ContainerRequestContext request) {
        return request.getProperty(FACE) instanceof Face face ? Optional.of(face) : Optional.empty();
    }

    static String path(ContainerRequestContext request) {
        return String.valueOf(request.getProperty(PATH));
    }
}
