package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.PhoneNumber;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opens definitions against a server on this machine. */
final class Acme {
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private Acme() {}

    /** A definition whose body is JSON with these members beside the number and the text. */
    static String json(String members, String more) {
        return """
                name: acme
                channel: sms
                request:
                  url: https://api.acme.example/v1/send
                  json: {to: "{to}", text: "{text}", %s}
                accepted: {status: 200}
                reference: /id
                %s
                """.formatted(members, more);
    }

    static HttpDefinition definition(String yaml) {
        return HttpDefinitionReader.read(Place.root("acme.yaml", yaml));
    }

    static HttpProvider open(HttpDefinition definition, LoopbackServer server, Map<String, String> values) {
        return new HttpProvider(definition, settings(definition.name(), server.uri(), values), CLOCK);
    }

    static ProviderSettings settings(String name, URI server, Map<String, String> values) {
        return new ProviderSettings(
                "+4930123456",
                "https://id.example.org/api/v1/delivery/receipts/" + name,
                value -> Optional.ofNullable(values.get(value)),
                Optional.of(server),
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    static WordedMessage message(Duration timeLeft) {
        return Messages.sms(
                new OutboxMessageId(new UUID(0, 7)),
                new PhoneNumber("+4915112345678"),
                "hi",
                Optional.of("483920"),
                "en",
                SenderProfile.NONE,
                timeLeft);
    }
}
