package io.latchkey.adapters.sms.check;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;

/** Files that tell what providers publish. */
public final class FactsFuzz {
    private FactsFuzz() {}

    /** A file is refused by its name and line, or read. */
    public static void read(byte[] input) {
        try {
            require(FactsReader.read(Place.root("acme.facts.yaml", text(input))) != null, "nothing was read");
        } catch (InvalidDefinitionException refused) {
            require(
                    String.valueOf(refused.getMessage()).startsWith("acme.facts.yaml"),
                    "no file in " + refused.getMessage());
        }
    }
}
