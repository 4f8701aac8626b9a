package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderConformance;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SmppProviderConformanceTest implements ProviderConformance {
    @Override
    public Stage stage() throws IOException {
        return new SmppStage(SmppTestServer.start(), new ArrayList<>());
    }

    @Override
    public Optional<String> reference() {
        return Optional.of("1");
    }

    private record SmppStage(SmppTestServer server, List<SmppProvider> senders) implements Stage {
        @Override
        public Provider open(Duration longest) {
            SmppProvider sender = SmppProvider.open(
                    Carriers.definition("errors: {wait: PT7S}"),
                    Carriers.settings(server, longest),
                    Clock.systemUTC(),
                    (provider, reference, state) -> {});
            senders.add(sender);
            return sender;
        }

        @Override
        public void accept() {
            server.accept();
        }

        @Override
        public void refuse() {
            server.refuse(0x0B);
        }

        @Override
        public void throttle() {
            server.refuse(0x58);
        }

        @Override
        public void fail() {
            server.refuse(0x08);
        }

        @Override
        public void staySilent() {
            server.staySilent();
        }

        @Override
        public void hangUp() {
            server.hangUpOnMessages();
        }

        @Override
        public List<String> calls() {
            return server.parts().stream().map(SmppTestServer.Part::toString).toList();
        }

        @Override
        public void close() throws IOException {
            server.close();
            senders.forEach(SmppProvider::close);
        }
    }
}
