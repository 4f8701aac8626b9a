package io.latchkey.adapters.rest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What each inbound port does for the test that runs. A port nobody has spoken for fails the request. */
final class UseCases {
    private final Map<Class<?>, Object> fakes = new ConcurrentHashMap<>();

    /** Every inbound port that a resource or filter is built with. */
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

    /** A port that hands each call to the fake put last. */
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
