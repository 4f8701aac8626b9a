package io.latchkey.bootstrap;

import io.latchkey.application.shared.service.DecisionDesk;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stands before a use case and tells which deed a call asks for. */
record NamedDeed(Object useCase, String name, DecisionDesk desk) implements InvocationHandler {
    /** Asked before a deed, to see who calls. */
    private static final Set<String> BEFORE = Set.of("authenticate", "recognize device");

    /** The use case with its deed named before each call. */
    static Object of(Class<?> port, Object useCase, DecisionDesk desk) {
        String name = name(port);
        return BEFORE.contains(name)
                ? useCase
                : Proxy.newProxyInstance(
                        port.getClassLoader(), new Class<?>[] {port}, new NamedDeed(useCase, name, desk));
    }

    /** The words of the port's name: {@code ChangePasswordUseCase} is the deed "change password". */
    private static String name(Class<?> port) {
        return port.getSimpleName()
                .replaceAll("UseCase$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        desk.deed(name);
        try {
            return method.invoke(useCase, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
