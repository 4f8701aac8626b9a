package io.latchkey.adapters.platform.fuzz;

import io.latchkey.domain.fuzz.FuzzTests;

class PlatformFuzzTest extends FuzzTests {
    PlatformFuzzTest() {
        super(PlatformFuzz.TARGETS, 1_500);
    }
}
