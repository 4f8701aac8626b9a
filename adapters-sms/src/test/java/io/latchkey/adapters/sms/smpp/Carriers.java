package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.ProviderValues;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Carriers and messages for tests. */
public final class Carriers {
    public static final String HEAD = """
            name: carrier
            channel: sms
            smpp: {host: smsc.example.net, tls: false, system-id: "{secret.system-id}", password: "{secret.password}"%s}
            """;

    private Carriers() {}

    /** @param more further lines of the definition */
    public static SmppDefinition definition(String... more) {
        return definitionWith("", more);
    }

    /**
     * @param keys further keys of the section {@code smpp}, each after a comma
     * @param more further lines of the definition
     */
    public static SmppDefinition definitionWith(String keys, String... more) {
        return SmppDefinitionReader.read(Place.root("carrier.yaml", HEAD.formatted(keys) + String.join("\n", more)));
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

    static WordedMessage message(String text) {
        return message(7, text);
    }

    static WordedMessage message(int number, String text) {
        return Messages.sms(
                new OutboxMessageId(new UUID(0x4000, number)), new PhoneNumber("+49151" + (12_345_000 + number)), text);
    }

    static WordedMessage message(String text, Duration timeLeft) {
        WordedMessage usual = message(text);
        return new WordedMessage(usual.id(), usual.to(), usual.code(), usual.words(), usual.profile(), timeLeft);
    }
}
