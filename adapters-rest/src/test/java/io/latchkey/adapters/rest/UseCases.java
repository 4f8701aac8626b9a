package io.latchkey.adapters.rest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Holds a fake for each inbound port of the current test. A call of a port without a fake fails the request. */
final class UseCases {
    private final Map<Class<?>, Object> fakes = new ConcurrentHashMap<>();

    /** Returns all inbound ports that constructors of resources and filters take. */
    static Set<Class<?>> ports() {
        return LatchkeyRestClasses.api().stream()
                .flatMap(type -> Arrays.stream(type.getConstructors()))
                .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
                .filter(type -> type.isInterface() && type.getSimpleName().endsWith("UseCase"))
                .collect(Collectors.toSet());
    }

    <T> void put(Class<T> port, T fake) {
        fakes.put(port, fake);
    }

    void clear() {
        fakes.clear();
    }

    /** Returns a port that passes each call to the fake that was put last. */
    Object facade(Class<?> port) {
        return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
            Object fake = fakes.get(port);
            if (fake == null) {
                throw new IllegalStateException(port.getSimpleName() + " was not expected to be called");
            }
            try {
                method.setAccessible(true);
                return method.invoke(fake, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        });
    }
}
