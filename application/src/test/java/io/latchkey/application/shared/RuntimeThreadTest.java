package io.latchkey.application.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class RuntimeThreadTest {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.publicLookup();

    @Test
    void a_thread_made_there_knows_neither_the_callers_class_loader_nor_its_classes() throws Exception {
        MethodHandle create = LOOKUP.findVirtual(
                        ThreadFactory.class, "newThread", MethodType.methodType(Thread.class, Runnable.class))
                .bindTo(Executors.defaultThreadFactory());
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
            caller.setContextClassLoader(application);
            Thread made = (Thread) RuntimeThread.call(MethodHandles.insertArguments(create, 0, (Runnable) () -> {}));
            assertThat(made.getContextClassLoader()).isNotSameAs(application);
            assertThat(caller.getContextClassLoader()).isSameAs(application);
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void nothing_of_the_application_is_on_the_stack() throws Exception {
        MethodHandle walk =
                LOOKUP.findVirtual(Thread.class, "getStackTrace", MethodType.methodType(StackTraceElement[].class));
        MethodHandle current = LOOKUP.findStatic(Thread.class, "currentThread", MethodType.methodType(Thread.class));
        StackTraceElement[] stack =
                (StackTraceElement[]) RuntimeThread.call(MethodHandles.filterReturnValue(current, walk));
        assertThat(stack).isNotEmpty().noneMatch(frame -> frame.getClassName().startsWith("io.latchkey"));
    }

    @Test
    void a_failure_reaches_the_caller() throws Exception {
        MethodHandle parse = MethodHandles.insertArguments(
                LOOKUP.findStatic(Integer.class, "parseInt", MethodType.methodType(int.class, String.class)), 0, "x");
        assertThatThrownBy(() -> RuntimeThread.call(parse))
                .isInstanceOf(IllegalStateException.class)
                .hasCauseInstanceOf(NumberFormatException.class);
    }
}
