package io.latchkey.application.testkit;

import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.application.throttle.TooSoon;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a use case of a test. When a limit, a lock or a guess refuses a call, a rule must have told what it saw, so that the
 * refusal can be explained to operators.
 *
 * @param desk the desk of the same application
 */
record ExplainedUseCase(Object useCase, DecisionDesk desk) implements InvocationHandler {
    /** Outcomes that are refusals although they hold no reason why the call is too soon. */
    private static final Set<String> REFUSALS = Set.of("WrongCredentials", "WrongCode", "Wrong", "Locked", "Stopped");

    private static final Set<Verdict> REFUSING = EnumSet.of(Verdict.REFUSED, Verdict.LOCKED);

    static <T> T of(Class<T> port, T useCase, DecisionDesk desk) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, new ExplainedUseCase(useCase, desk)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object[] outcome = new Object[1];
        Throwable[] failure = new Throwable[1];
        List<Finding> told = desk.within("test", method.getName(), () -> {
            try {
                outcome[0] = method.invoke(useCase, arguments);
            } catch (InvocationTargetException failed) {
                failure[0] = failed.getCause();
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
            return desk.told();
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        if (isRefusal(outcome[0]) && told.stream().noneMatch(ExplainedUseCase::explains)) {
            throw new AssertionError("no rule told why the outcome was " + outcome[0] + "; told was " + told);
        }
        return outcome[0];
    }

    /** A right code that is refused all the same is refused for its account, and the door's answer tells so. */
    private static boolean explains(Finding finding) {
        return REFUSING.contains(finding.verdict()) || finding.rule().equals("code");
    }

    private static boolean isRefusal(@Nullable Object outcome) {
        if (outcome == null || !outcome.getClass().isRecord()) {
            return false;
        }
        return REFUSALS.contains(outcome.getClass().getSimpleName())
                || Arrays.stream(outcome.getClass().getRecordComponents())
                        .anyMatch(component -> TooSoon.class.isAssignableFrom(component.getType()));
    }
}
