package io.latchkey.adapters.rest.docs;

import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.face.FaceForms;
import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.json.RequestBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the resources serve, read from their annotations. */
final class Routes {
    private static final Map<FaceForms.Form, String> FORMS = Map.of(
            FaceForms.Form.JSON, "application/json",
            FaceForms.Form.URLENCODED, "application/x-www-form-urlencoded",
            FaceForms.Form.MULTIPART, "multipart/form-data");

    private Routes() {}

    /**
     * A method of a resource.
     *
     * @param contentTypes of the bodies that it reads; empty when it reads none
     * @param isGuarded whether only known callers get in
     */
    record Route(Set<String> contentTypes, boolean isGuarded) {}

    /** Finds the routes of resources by method and path, such as {@code GET /api/v1/users/me}. */
    static Map<String, Route> of(Set<Class<?>> resources) {
        Map<String, Route> routes = new TreeMap<>();
        for (Class<?> resource : resources) {
            Path root = resource.getAnnotation(Path.class);
            if (root != null) {
                for (Method method : resource.getMethods()) {
                    verb(method)
                            .ifPresent(verb -> routes.put(
                                    verb + " " + path(root, method),
                                    new Route(
                                            contentTypes(resource, method),
                                            method.isAnnotationPresent(Admits.class)
                                                    || resource.isAnnotationPresent(Admits.class))));
                }
            }
        }
        return routes;
    }

    private static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .map(HttpMethod::value)
                .findFirst();
    }

    private static String path(Path root, Method method) {
        Path below = method.getAnnotation(Path.class);
        return ("/" + root.value() + "/" + (below == null ? "" : below.value()))
                .replaceAll("/+", "/")
                .replaceAll("(?<=.)/$", "");
    }

    private static Set<String> contentTypes(Class<?> resource, Method method) {
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() == FaceInput.class) {
                FaceForms forms = parameter.getAnnotation(FaceForms.class);
                return forms == null
                        ? Set.of("application/json")
                        : new TreeSet<>(Arrays.stream(forms.value())
                                .flatMap(form -> Stream.ofNullable(FORMS.get(form)))
                                .toList());
            }
            if (RequestBody.class.isAssignableFrom(parameter.getType()) || parameter.getType() == InputStream.class) {
                return consumed(method)
                        .or(() -> consumed(resource))
                        .map(types -> (Set<String>) new TreeSet<>(types))
                        .orElse(Set.of("application/json"));
            }
        }
        return Set.of();
    }

    private static Optional<List<String>> consumed(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(Consumes.class)).map(consumes -> List.of(consumes.value()));
    }
}
