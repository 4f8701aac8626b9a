package io.latchkey.adapters.sms.routing;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import java.util.Optional;
import java.util.Set;

/** Routes of operators. */
public final class RoutingFuzz {
    private RoutingFuzz() {}

    /** A provider that never sends. */
    private record Silent(String name, Channel channel) implements Provider {
        @Override
        public DeliveryOutcome send(WordedMessage message) {
            throw new IllegalStateException("nothing is sent here");
        }
    }

    /** Routes are refused by file and line, or hold the providers that they name. */
    public static void read(byte[] input) {
        try {
            RoutingFile file = RoutingFile.read("routes.yaml", text(input), Set.of("native", "acme"));
            file.require(name -> true);
            file.rules((name, kind) -> Optional.of(provider(name, kind)), address -> true)
                    .forEach(rule -> require(!rule.steps().isEmpty(), "a rule without a step"));
        } catch (InvalidDefinitionException refused) {
            require(
                    String.valueOf(refused.getMessage()).startsWith("routes.yaml"),
                    "no file in " + refused.getMessage());
        }
    }

    private static Provider provider(String name, ContactKind kind) {
        return new Silent(name, kind == ContactKind.EMAIL ? Channel.EMAIL : Channel.SMS);
    }
}
