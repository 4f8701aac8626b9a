package io.latchkey.application.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutOfMemoryTest {
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final List<Throwable> reported = new ArrayList<>();

    @BeforeEach
    void listen() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> reported.add(failure));
    }

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(before);
    }

    @Test
    void is_reported_once_from_behind_whatever_wraps_it() {
        OutOfMemoryError full = new OutOfMemoryError("of the test");
        OutOfMemory.report(new IllegalStateException(new ExecutionException(full)));
        assertThat(reported).containsExactly(full);
    }

    @Test
    void is_nothing_else_that_fails() {
        OutOfMemory.report(new IllegalStateException(new StackOverflowError()));
        assertThat(reported).isEmpty();
    }

    @Test
    void is_left_to_the_caller_where_nobody_has_said_what_to_do() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        OutOfMemory.report(new OutOfMemoryError("of the test"));
        assertThat(reported).isEmpty();
    }
}
