package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.SmsMessage;
import io.latchkey.adapters.sms.SmsSender;
import io.latchkey.adapters.sms.provider.PlainProvider;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.ProviderSmsSender;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** SMS by one provider's HTTP interface, described by a handful of settings instead of a definition file. */
public final class HttpSmsSender implements SmsSender {
    private final ProviderSmsSender sender;

    /** @throws IllegalArgumentException naming the header that cannot be sent */
    public HttpSmsSender(HttpSmsSettings settings, Clock clock) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(settings.url());
            settings.headers().forEach(request::setHeader);
            request.setHeader(settings.idempotencyHeader(), new UUID(0, 0).toString());
        } catch (IllegalArgumentException unsendable) {
            throw new IllegalArgumentException(
                    "headers must have names and values that can be sent: " + unsendable.getMessage(), unsendable);
        }
        // The address is the operator's own, so it may be a private one.
        ProviderSettings operator = new ProviderSettings(
                settings.from(),
                "",
                name -> Optional.empty(),
                Optional.empty(),
                true,
                settings.connectTimeout(),
                settings.overallTimeout());
        this.sender = new ProviderSmsSender(provider(settings).definition(), operator, clock);
    }

    @Override
    public DeliveryOutcome send(SmsMessage message) {
        return sender.send(message);
    }

    private static PlainProvider provider(HttpSmsSettings settings) {
        BodyTemplate body = settings.body();
        return new PlainProvider(
                settings.name(),
                settings.method(),
                settings.url(),
                new LinkedHashMap<>(settings.headers()),
                settings.idempotencyHeader(),
                body.kind().mediaType(),
                values -> body.fill(Map.of(
                        "to", values.apply("to"),
                        "toDigits", values.apply("toDigits"),
                        "text", values.apply("text"),
                        "from", values.apply("from"),
                        "id", values.apply("id"))),
                settings.authentication()::credentials,
                settings.accepted(),
                settings.reference());
    }
}
