package io.latchkey.domain.fuzz;

import java.util.List;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Has the targets of one module read their seeds and changes of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FuzzTests {
    private final Fuzzing targets;
    private final int changes;

    /** @param changes that each target reads */
    protected FuzzTests(Fuzzing targets, int changes) {
        this.targets = targets;
        this.changes = changes;
    }

    List<String> names() {
        return targets.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void holds_for_every_input(String name) {
        targets.hold(name, changes);
    }
}
