package io.latchkey.adapters.rest;

import io.latchkey.adapters.rest.client.Client;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a fake for each inbound port of the current test. A call of a port without a fake fails the request. */
final class UseCases {
    private final Map<Class<?>, Object> fakes = new ConcurrentHashMap<>();

    /** Returns all inbound ports that constructors of resources, of filters and of the client take. */
    static Set<Class<?>> ports() {
        Stream<Class<?>> ofClient = Arrays.stream(Client.class.getConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()));
        Stream<Class<?>> ofResources = LatchkeyRestClasses.api().stream()
                .flatMap(type -> Stream.of(type, type.getSuperclass()))
                .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
                .map(Field::getType);
        return Stream.concat(ofClient, ofResources)
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
