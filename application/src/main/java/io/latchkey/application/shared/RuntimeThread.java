package io.latchkey.application.shared;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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
     * @throws IllegalStateException when the method fails, or the caller is interrupted
     */
    public static Object call(MethodHandle method) {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        ForkJoinPool elsewhere = new ForkJoinPool(1);
        // The proxy is defined by the context class loader.
        caller.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            Callable<?> call = MethodHandleProxies.asInterfaceInstance(Callable.class, method);
            return elsewhere.submit(call).get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the runtime refused a call", failed.getCause());
        } catch (InterruptedException stopped) {
            caller.interrupt();
            throw new IllegalStateException("interrupted", stopped);
        } finally {
            caller.setContextClassLoader(before);
            elsewhere.shutdown();
        }
    }
}
