package io.latchkey.adapters.rest.fuzz;

import io.latchkey.domain.fuzz.FuzzTests;

class RequestFuzzTest extends FuzzTests {
    RequestFuzzTest() {
        super(RequestFuzz.TARGETS, 3_000);
    }
}
