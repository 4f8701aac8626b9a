package io.latchkey.adapters.rest.metrics;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Measures every request that a route was found for. */
@Provider
@Endpoint
public final class RequestTimer implements DynamicFeature {
    /** Property of a request: method and template of its route. */
    public static final String ROUTE = "io.latchkey.request.route";

    /** Property of a request: when its route was found, a {@code Long} of {@link RequestClock#nanos}. */
    public static final String START = "io.latchkey.request.start";

    /** Before every other filter of the request, and after every filter of the answer but one that holds it. */
    public static final int FIRST = 0;

    /** A part of a template whose values a pattern bounds. */
    private static final Pattern BOUNDED = Pattern.compile("\\{([^{}:]+):[^{}]*(\\{[^{}]*}[^{}]*)*}");

    @Inject
    private RequestTimes times;

    @Inject
    private RequestClock clock;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        String route = route(resource.getResourceClass(), method);
        String name = name(method);
        context.register(new Timed(times, clock, route, name, (name + ' ' + route).strip()), FIRST);
    }

    /** Template of the paths of a resource's method, without the patterns that bound its variables. */
    static String route(Class<?> resource, Method method) {
        String path = "/" + path(resource) + "/" + path(method);
        String plain =
                BOUNDED.matcher(path).replaceAll(part -> "{" + part.group(1).strip() + "}");
        String route = plain.replaceAll("/+", "/");
        return route.length() > 1 && route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
    }

    private static String path(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
    }

    private static String name(Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(
                        annotation -> Arrays.stream(annotation.annotationType().getAnnotationsByType(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst()
                .orElse("");
    }

    /** Measures the requests of one route. */
    private record Timed(RequestTimes times, RequestClock clock, String route, String method, String shown)
            implements ContainerRequestFilter, ContainerResponseFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            request.setProperty(START, clock.nanos());
            request.setProperty(ROUTE, shown);
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            if (request.getProperty(START) instanceof Long start) {
                times.observe(route, method, response.getStatus(), clock.nanos() - start);
            }
        }
    }
}
