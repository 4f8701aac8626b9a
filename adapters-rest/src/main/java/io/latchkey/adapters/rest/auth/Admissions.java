package io.latchkey.adapters.rest.auth;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows which methods are guarded by {@link Admits}, and before which of them the server has put the filter. */
@Endpoint
public final class Admissions {
    private final Set<String> guarded = ConcurrentHashMap.newKeySet();

    /** The rule of a method of a resource. Its own rule comes before that of its class. */
    static Optional<Admits> rule(Class<?> type, Method method) {
        return Optional.ofNullable(method.getAnnotation(Admits.class))
                .or(() -> Optional.ofNullable(type.getAnnotation(Admits.class)));
    }

    void isGuarded(Class<?> type, Method method) {
        guarded.add(name(type, method));
    }

    /**
     * Tells whether every method that has a rule is guarded.
     *
     * @param classes the resources and providers that the server was given
     */
    public boolean areComplete(Collection<Class<?>> classes) {
        return classes.stream()
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(Admissions::answersRequests)
                        .filter(method -> rule(type, method).isPresent())
                        .map(method -> name(type, method)))
                .allMatch(guarded::contains);
    }

    private static boolean answersRequests(Method method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static String name(Class<?> type, Method method) {
        return type.getName() + "." + method.getName();
    }
}
