package io.latchkey.application.shared;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;

/**
 * Makes what lives as long as the virtual machine, or has threads of its own, on a thread of the runtime's. A thread keeps the context class
 * loader and the protection domains of whoever started it, and some registries do so as well. On a server both would outlive the
 * application, with all its classes.
 */
public final class RuntimeThread {
    private RuntimeThread() {}

    /**
     * Calls a method of the runtime's.
     *
     * @param method a method of a class of the Java runtime, without open arguments; nothing of the application is on the stack of the call
     * @throws IllegalStateException when the method fails
     */
    public static Object call(MethodHandle method) {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        ForkJoinPool elsewhere = new ForkJoinPool(1);
        // The proxy is defined by the context class loader.
        caller.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Callable<?> call = MethodHandleProxies.asInterfaceInstance(Callable.class, method);
            // A caller that is told to end still gets what it needs to say so.
            return elsewhere.submit(call).join();
        } catch (RuntimeException failed) {
            throw new IllegalStateException("the runtime refused a call", failed);
        } finally {
            caller.setContextClassLoader(before);
            elsewhere.shutdown();
        }
    }
}
