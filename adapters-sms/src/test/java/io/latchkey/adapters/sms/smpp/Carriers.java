package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.SmsMessage;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.ProviderValues;
import io.latchkey.adapters.sms.provider.Providers;
import io.latchkey.adapters.sms.provider.SmppDefinition;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Carriers and messages to test with. */
final class Carriers {
    static final String HEAD = """
            name: carrier
            channel: sms
            smpp: {host: smsc.example.net, tls: false, system-id: "{secret.system-id}", password: "{secret.password}"%s}
            """;

    private Carriers() {}

    /** @param more lines of the definition */
    static SmppDefinition definition(String... more) {
        return definitionWith("", more);
    }

    /** @param keys of the section {@code smpp}, each after a comma */
    static SmppDefinition definitionWith(String keys, String... more) {
        try {
            Path file = Files.createTempFile("carrier", ".yaml");
            try {
                Files.writeString(file, HEAD.formatted(keys) + String.join("\n", more));
                return (SmppDefinition) Providers.read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static ProviderSettings settings(SmppTestServer server, Duration longest) {
        return settings(server.uri(), longest, "Latchkey", values("me", "secret"), true);
    }

    static ProviderSettings settings(
            URI server, Duration longest, String from, ProviderValues values, boolean allowsPrivate) {
        return new ProviderSettings(
                from, "", values, Optional.of(server), allowsPrivate, Duration.ofMillis(800), longest);
    }

    static ProviderValues values(String systemId, String password) {
        Map<String, String> values = Map.of("system-id", systemId, "password", password);
        return name -> Optional.ofNullable(values.get(name));
    }

    static SmsMessage message(String text) {
        return message(7, text);
    }

    static SmsMessage message(int number, String text) {
        return new SmsMessage(
                new OutboxMessageId(new UUID(0x4000, number)), new PhoneNumber("+49151" + (12_345_000 + number)), text);
    }

    static SmsMessage message(String text, Duration timeLeft) {
        SmsMessage usual = message(text);
        return new SmsMessage(usual.id(), usual.to(), text, usual.code(), usual.language(), usual.profile(), timeLeft);
    }
}
