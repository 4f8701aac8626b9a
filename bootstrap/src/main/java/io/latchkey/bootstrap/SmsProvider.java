package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.provider.DefinitionReceiptReader;
import io.latchkey.adapters.sms.provider.InvalidDefinitionException;
import io.latchkey.adapters.sms.provider.ProviderDefinition;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.ProviderSmsSender;
import io.latchkey.adapters.sms.provider.Providers;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.InvalidSettingException;
import io.latchkey.bootstrap.settings.Settings;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The provider of SMS that the operator chose, with the operator's values. */
record SmsProvider(ProviderDefinition definition, ProviderSettings settings) {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final String BASE_URL = "base-url";

    /**
     * @param receiptUrl where its receipts arrive
     * @throws InvalidSettingException naming the key or the line of the definition that is amiss
     */
    static SmsProvider of(Settings settings, String name, String receiptUrl) {
        if (settings.find(Catalog.SMS_URL).isPresent()) {
            throw new InvalidSettingException("latchkey.sms.provider and latchkey.sms.url must not both be set.");
        }
        ProviderDefinition definition = settings.build(Catalog.SMS_PROVIDER.key(), read -> definition(read, name));
        Set<String> known = new HashSet<>(definition.values());
        known.add(BASE_URL);
        Function<String, Optional<String>> values = settings.providerValues(name, known);
        String prefix = "latchkey.providers." + name + ".";
        try {
            for (String required : definition.required()) {
                if (values.apply(required).isEmpty()) {
                    throw new InvalidSettingException(
                            prefix + required + " or " + prefix + required + "-file must be set.");
                }
            }
            Duration timeout = settings.get(Catalog.SMS_TIMEOUT);
            ProviderSettings operator = settings.build(
                    "latchkey.providers." + name,
                    read -> new ProviderSettings(
                            read.get(Catalog.SMS_FROM),
                            receiptUrl,
                            values::apply,
                            values.apply(BASE_URL).map(URI::create),
                            read.get(Catalog.PROVIDERS_ALLOW_PRIVATE),
                            timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT,
                            timeout));
            return new SmsProvider(definition, operator);
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException("A file named by " + prefix + "…-file cannot be read.");
        }
    }

    private static ProviderDefinition definition(Settings settings, String name) {
        try {
            if (Providers.find(name, settings.find(Catalog.PROVIDERS_FOLDER)) instanceof ProviderDefinition http) {
                return http;
            }
            throw new InvalidSettingException("latchkey.sms.provider must name a provider that is called over HTTP.");
        } catch (InvalidDefinitionException refused) {
            throw new InvalidSettingException(refused.getMessage() + ".");
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException("The definition " + name + " cannot be read.");
        }
    }

    ProviderSmsSender sender(Clock clock) {
        return new ProviderSmsSender(definition, settings, clock);
    }

    ReceiptReader receipts() {
        return new DefinitionReceiptReader(definition, settings);
    }
}
