package io.latchkey.adapters.sms.protocol;

import io.latchkey.adapters.sms.http.HttpProviderConformance;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderContext;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimpleProviderConformanceTest implements HttpProviderConformance {
    @Override
    public Provider open(URI server, Duration longest) {
        SimpleProvider simple = new SimpleProvider(
                "acme",
                "POST",
                server.resolve("/v1"),
                false,
                SimpleProvider.Format.FORM,
                "to={to}&text={text}",
                new SimpleProvider.Auth.Bearer(),
                Optional.of("/id"));
        ProviderSettings settings = new ProviderSettings(
                "Latchkey",
                "",
                name -> Optional.of("t"),
                Optional.of(simple.baseUrl()),
                true,
                Duration.ofMillis(500),
                longest);
        return simple.definition()
                .open(new ProviderContext(settings, Clock.systemUTC(), (provider, reference, state) -> {}));
    }

    @Override
    public Reply accepting() {
        return new Reply(200, """
                {"id":"m-1"}""");
    }

    @Override
    public Reply refusing() {
        return new Reply(400, """
                {"error":"bad number"}""");
    }

    @Override
    public Optional<String> reference() {
        return Optional.of("m-1");
    }
}
