package io.latchkey.bootstrap.front;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.glassfish.grizzly.http.server.HttpServerFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;

/**
 * Finds the HTTP listeners of the server that runs this code. The server has no public way to them, so its objects are asked by
 * reflection.
 */
public final class Listeners {
    private Listeners() {}

    /**
     * Returns the parts of all listeners that hand requests to applications.
     *
     * @throws ReflectiveOperationException when the server is another one
     */
    public static List<HttpServerFilter> filters() throws ReflectiveOperationException {
        List<HttpServerFilter> filters = new ArrayList<>();
        for (Object listener : all()) {
            Method getFilters = listener.getClass().getMethod("getFilters", Class.class);
            if (getFilters.invoke(listener, HttpServerFilter.class) instanceof Collection<?> found) {
                found.forEach(filter -> filters.add((HttpServerFilter) filter));
            }
        }
        return filters;
    }

    /**
     * Returns the transports of all listeners.
     *
     * @throws ReflectiveOperationException when the server is another one
     */
    public static List<TCPNIOTransport> transports() throws ReflectiveOperationException {
        List<TCPNIOTransport> transports = new ArrayList<>();
        for (Object listener : all()) {
            if (listener.getClass().getMethod("getTransport").invoke(listener) instanceof TCPNIOTransport transport) {
                transports.add(transport);
            }
        }
        return transports;
    }

    private static List<Object> all() throws ReflectiveOperationException {
        Object services = type("org.glassfish.internal.api.Globals")
                .getMethod("getDefaultHabitat")
                .invoke(null);
        Object service = type("org.glassfish.hk2.api.ServiceLocator")
                .getMethod("getService", Class.class, Annotation[].class)
                .invoke(services, type("org.glassfish.api.container.RequestDispatcher"), new Annotation[0]);
        if (service == null) {
            throw new ClassNotFoundException("no service dispatches requests");
        }
        Field proxies = service.getClass().getDeclaredField("proxies");
        proxies.setAccessible(true);
        List<Object> listeners = new ArrayList<>();
        if (proxies.get(service) instanceof Collection<?> found) {
            for (Object proxy : found) {
                listeners.add(
                        proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy));
            }
        }
        return listeners;
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(name, true, Listeners.class.getClassLoader());
    }
}
