package io.latchkey.adapters.sms.http;

import com.fasterxml.jackson.core.JsonPointer;
import io.latchkey.adapters.sms.SmsSender;
import io.latchkey.adapters.sms.provider.ProviderConformance;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpSmsSenderConformanceTest implements ProviderConformance {
    @Override
    public SmsSender sender(URI server, Duration longest) {
        return new HttpSmsSender(
                new HttpSmsSettings(
                        "acme",
                        "POST",
                        server.resolve("/v1"),
                        false,
                        Map.of(),
                        new BodyTemplate(BodyTemplate.Kind.FORM, "to={to}&text={text}"),
                        "Latchkey",
                        new HttpAuthentication.Bearer(() -> "t"),
                        "Idempotency-Key",
                        Set.of(200),
                        Optional.of(JsonPointer.compile("/id")),
                        Duration.ofMillis(500),
                        longest),
                Clock.systemUTC());
    }

    @Override
    public Reply accepting() {
        return new Reply(200, "{\"id\":\"m-1\"}");
    }

    @Override
    public Reply refusing() {
        return new Reply(400, "{\"error\":\"bad number\"}");
    }

    @Override
    public Optional<String> reference() {
        return Optional.of("m-1");
    }
}
