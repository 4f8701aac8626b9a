package io.latchkey.adapters.sms.fuzz;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.Bundled;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.HttpDefinitionReader;
import io.latchkey.adapters.sms.http.ReceiptForm;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.smpp.CarrierFuzz;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.domain.fuzz.Fuzzing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files of operators, and calls and answers of providers. */
public final class ProviderFuzz {
    private static final List<HttpDefinition> BUNDLED =
            Definitions.BUNDLED.stream().map(Bundled::definition).toList();

    static final Fuzzing TARGETS = new Fuzzing()
            .with("definition", ProviderFuzz::definition, definitions())
            .with(
                    "receipt",
                    ProviderFuzz::receipt,
                    "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30005",
                    "{\"id\": \"m1\", \"event\": \"bounce\"}",
                    "[{\"eventType\": \"x\", \"data\": {\"messageId\": \"m1\", \"deliveryStatus\": \"Delivered\"}}]",
                    "{\"event-data\": {\"event\": \"failed\", \"severity\": \"permanent\", \"user-variables\":"
                            + " {\"latchkey-id\": \"m1\"}}}",
                    "{\"entry\": [{\"changes\": [{\"value\": {\"statuses\": [{\"id\": \"w\", \"status\":"
                            + " \"read\"}]}}]}]}",
                    "data={\"customID\":\"m1\"}",
                    "%zz=%&&=")
            .with("pdu", CarrierFuzz::pdu, carriers())
            .with(
                    "receipt-text",
                    CarrierFuzz::text,
                    "id:42 sub:001 dlvrd:001 stat:DELIVRD err:000 text:",
                    "id:a:b c, stat:UNDELIV",
                    "stat:X id: id:");

    private ProviderFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGETS.read(input);
    }

    private static List<byte[]> carriers() {
        try {
            return CarrierFuzz.seeds();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<byte[]> definitions() {
        return Stream.of("twilio", "mailgun", "azure-communication", "aws-ses", "telesign", "whatsapp-cloud")
                .map(name -> Definitions.bundled(name).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** A definition is refused by file and line, or read the same way twice. */
    private static void definition(byte[] input) {
        try {
            HttpDefinition read = HttpDefinitionReader.read(Place.root("acme.yaml", text(input)));
            require(
                    HttpDefinitionReader.read(Place.root("acme.yaml", text(input)))
                            .name()
                            .equals(read.name()),
                    "another name");
        } catch (InvalidDefinitionException refused) {
            require(String.valueOf(refused.getMessage()).startsWith("acme.yaml"), "no file in " + refused.getMessage());
        }
    }

    /** Every provider's form reads every call, whatever it holds. */
    private static void receipt(byte[] input) {
        for (HttpDefinition definition : BUNDLED) {
            ReceiptCall call = new ReceiptCall(definition.name(), Map.of(), text(input), input);
            definition
                    .receipts()
                    .flatMap(form -> form.reports(call))
                    .ifPresent(told -> told.forEach(ProviderFuzz::check));
        }
    }

    private static void check(ReceiptForm.Told told) {
        require(
                !told.reference().isBlank() && told.reference().length() <= 255,
                "a reference of " + told.reference().length() + " characters");
    }
}
