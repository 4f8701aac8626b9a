package io.latchkey.bootstrap.launcher;

import io.latchkey.domain.fuzz.FuzzTests;

class CommandLineFuzzTest extends FuzzTests {
    CommandLineFuzzTest() {
        super(CommandLineFuzz.TARGETS, 1_000);
    }
}
