package io.latchkey.adapters.sms.fuzz;

import io.latchkey.domain.fuzz.FuzzTests;

class ProviderFuzzTest extends FuzzTests {
    ProviderFuzzTest() {
        super(ProviderFuzz.TARGETS, 1_000);
    }
}
