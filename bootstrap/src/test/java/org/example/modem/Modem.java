package org.example.modem;

import io.latchkey.adapters.sms.provider.JavaProvider;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderContext;
import io.latchkey.adapters.sms.provider.ProviderFacts;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.shared.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Sends SMS with a modem. The modem takes commands (3GPP TS 27.005, text mode) at a device file. */
public final class Modem implements JavaProvider {
    private static final ProviderFacts FACTS = ProviderFacts.of("modem", Channel.SMS, "device");

    @Override
    public ProviderFacts facts() {
        return FACTS;
    }

    @Override
    public Provider open(ProviderContext context) {
        Path device = Path.of(context.settings().value(FACTS, "device"));
        if (!Files.isWritable(device)) {
            throw new IllegalArgumentException("device must be a file that can be written to");
        }
        return new Line(device);
    }

    private static final class Line implements Provider {
        private final Path device;

        Line(Path device) {
            this.device = device;
        }

        @Override
        public String name() {
            return FACTS.name();
        }

        @Override
        public Channel channel() {
            return FACTS.channel();
        }

        @Override
        public synchronized DeliveryOutcome send(WordedMessage message) {
            String command = "AT+CMGS=\"" + message.to().value() + "\"\r" + message.text() + "\u001a\n";
            try {
                Files.writeString(device, command, StandardOpenOption.APPEND);
                return new DeliveryOutcome.Accepted(name(), Optional.empty());
            } catch (IOException unreachable) {
                return new DeliveryOutcome.Deferred("no connection to the modem", Optional.empty());
            }
        }
    }
}
