package io.latchkey.adapters.sms.smpp;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;

/** Definitions of carriers. */
public final class SmppDefinitionFuzz {
    /** A definition with most keys. */
    public static final String SEED = """
            name: carrier
            channel: sms
            smpp: {host: smsc.example.net, port: 2775, tls: false, system-id: "{secret.id}", password: "{secret.password}",
              bind: transceiver, source: {ton: 5, npi: 0}, window: 20, enquire-link: PT15S, reference: {answer: hex, receipt: decimal}}
            errors: {throttled: [0x58, 20], bad-number: 11}
            """;

    private SmppDefinitionFuzz() {}

    /** A definition is refused by file and line, or read. */
    public static void read(byte[] input) {
        try {
            SmppDefinition read = SmppDefinitionReader.read(Place.root("carrier.yaml", text(input)));
            require(read.window() > 0 && read.server().port() > 0, "no window or port");
        } catch (InvalidDefinitionException refused) {
            require(
                    String.valueOf(refused.getMessage()).startsWith("carrier.yaml"),
                    "no file in " + refused.getMessage());
        }
    }
}
