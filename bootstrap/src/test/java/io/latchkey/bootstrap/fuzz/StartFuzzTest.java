package io.latchkey.bootstrap.fuzz;

import io.latchkey.domain.fuzz.FuzzTests;

class StartFuzzTest extends FuzzTests {
    StartFuzzTest() {
        super(StartFuzz.TARGETS, 500);
    }
}
