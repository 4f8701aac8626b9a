package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.Carrier;
import io.latchkey.adapters.sms.SmsCarrier;
import io.latchkey.adapters.sms.SmsSender;
import io.latchkey.adapters.sms.provider.Definition;
import io.latchkey.adapters.sms.provider.DefinitionReceiptReader;
import io.latchkey.adapters.sms.provider.InvalidDefinitionException;
import io.latchkey.adapters.sms.provider.ProviderDefinition;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.ProviderSmsSender;
import io.latchkey.adapters.sms.provider.Providers;
import io.latchkey.adapters.sms.provider.SmppDefinition;
import io.latchkey.adapters.sms.smpp.SmppSmsSender;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.message.DeliveryState;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The provider of SMS that the operator chose, with the operator's values. */
record SmsProvider(Definition definition, ProviderSettings settings) {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final String BASE_URL = "base-url";

    /**
     * @param receiptUrl where its receipts arrive
     * @throws InvalidSettingException naming the key or the line of the definition that is amiss
     */
    static SmsProvider of(Settings settings, String name, String receiptUrl) {
        Definition definition = definition(settings, name);
        Set<String> known = new HashSet<>(definition.values());
        known.add(BASE_URL);
        Function<String, Optional<String>> values = settings.providerValues(name, known);
        String prefix = prefix(name) + ".";
        try {
            for (String required : definition.required()) {
                if (values.apply(required).isEmpty()) {
                    throw new InvalidSettingException(
                            prefix + required + " or " + prefix + required + "-file must be set.");
                }
            }
            Duration timeout = settings.get(SmsKeys.TIMEOUT);
            ProviderSettings operator = settings.build(
                    prefix(name),
                    read -> new ProviderSettings(
                            read.get(SmsKeys.FROM),
                            receiptUrl,
                            values::apply,
                            values.apply(BASE_URL).map(URI::create),
                            read.get(ProviderKeys.ALLOW_PRIVATE),
                            timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT,
                            timeout));
            return new SmsProvider(definition, operator);
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException("A file named by " + prefix + "…-file cannot be read.");
        }
    }

    private static String prefix(String name) {
        return "latchkey.providers." + name;
    }

    /** @throws InvalidSettingException naming file, line and key that are amiss */
    static Definition definition(Settings settings, String name) {
        try {
            return settings.build(ProviderKeys.SMS.key(), read -> Providers.find(name, read.find(ProviderKeys.FOLDER)));
        } catch (InvalidDefinitionException refused) {
            throw new InvalidSettingException(refused.getMessage() + ".");
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException("The definition " + name + " cannot be read.");
        }
    }

    /**
     * What routes name; a carrier that speaks SMPP is bound to from now on.
     *
     * @throws InvalidSettingException naming the key that the protocol has no use for
     */
    Carrier carrier(Connections connections, Clock clock) {
        if (definition instanceof SmppDefinition smpp) {
            SmppSmsSender sender = InvalidSettingException.of(
                    prefix(definition.name()),
                    () -> SmppSmsSender.open(
                            smpp,
                            settings,
                            clock,
                            (reference, state) -> connections.report(smpp.name(), reference, state)));
            return carrier(sender, SmsProvider::unknownToSmpp, sender::close);
        }
        ProviderDefinition http = (ProviderDefinition) definition;
        ProviderSmsSender sender = InvalidSettingException.of(
                prefix(definition.name()), () -> new ProviderSmsSender(http, settings, clock));
        return carrier(sender, profile -> ProviderDefinition.unknownValue(http, profile), () -> {});
    }

    private Carrier carrier(SmsSender sender, Function<SenderProfile, Optional<String>> unknownValue, Runnable close) {
        return new SmsCarrier(
                definition.name(),
                definition.channel(),
                sender,
                (country, segments) -> definition.price().map(price -> price.cost(country, segments)),
                unknownValue,
                close);
    }

    /** The session is bound once, for all messages. */
    private static Optional<String> unknownToSmpp(SenderProfile profile) {
        return profile.values().keySet().stream()
                .sorted()
                .findFirst()
                .or(() -> profile.baseUrl().map(address -> BASE_URL));
    }

    /** How its receipts over HTTP are read; of no form where they come over its own connection. */
    ReceiptReader receipts() {
        return definition instanceof ProviderDefinition http
                ? new DefinitionReceiptReader(http, settings)
                : call -> Optional.empty();
    }

    /** Where providers with connections of their own tell what became of messages; nobody listens before the start. */
    static final class Connections {
        private volatile Listener listener = (provider, reference, state) -> {
            throw new IllegalStateException("nobody listens yet; the provider will report again");
        };

        /** Learns what became of a message over a connection on which its provider has shown who it is. */
        @FunctionalInterface
        interface Listener {
            /** @param reference the provider's own id of the message */
            void report(String provider, String reference, DeliveryState state);
        }

        void reportTo(Listener next) {
            listener = next;
        }

        private void report(String provider, String reference, DeliveryState state) {
            listener.report(provider, reference, state);
        }
    }
}
