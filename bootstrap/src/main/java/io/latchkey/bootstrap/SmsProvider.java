package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.protocol.SimpleProvider;
import io.latchkey.adapters.sms.provider.Definition;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderContext;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.ProviderValues;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.subject.EmailKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A provider that settings or routes name, with the operator's values.
 *
 * @param prefix beginning of the keys of its values
 */
record SmsProvider(String prefix, Definition definition, ProviderSettings settings) {
    private static final String SIMPLE_PREFIX = "latchkey.sms";
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST_MAIL = Duration.ofSeconds(10);
    private static final String BASE_URL = "base-url";

    /**
     * The provider with this name.
     *
     * @param receiptUrl URL that its receipts go to
     * @throws InvalidSettingException naming the key, or the line of the definition, of the first error
     */
    static SmsProvider of(Settings settings, String name, String receiptUrl) {
        Definition definition = definition(settings, name);
        Set<String> known = new HashSet<>(definition.facts().values());
        known.add(BASE_URL);
        Function<String, Optional<String>> values = settings.providerValues(name, known);
        String prefix = "latchkey.providers." + name;
        try {
            for (String required :
                    definition.facts().required().stream().sorted().toList()) {
                if (values.apply(required).isEmpty()) {
                    throw new InvalidSettingException(
                            prefix + "." + required + " or " + prefix + "." + required + "-file must be set.");
                }
            }
            ProviderSettings operator = settings.build(
                    prefix,
                    read -> definition.facts().channel() == Channel.EMAIL
                            ? mail(read, MailSender.of(settings), receiptUrl, values)
                            : operator(
                                    read,
                                    receiptUrl,
                                    values::apply,
                                    values.apply(BASE_URL).map(URI::create),
                                    read.get(ProviderKeys.ALLOW_PRIVATE)));
            return new SmsProvider(prefix, definition, operator);
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException("A file named by " + prefix + ".…-file cannot be read.");
        }
    }

    /**
     * The simple provider that the keys {@code latchkey.sms.…} describe without a file.
     *
     * @throws InvalidSettingException naming the key of the first error
     */
    static SmsProvider simple(Settings settings, URI url) {
        return settings.build(SIMPLE_PREFIX, read -> {
            SimpleProvider simple = new SimpleProvider(
                    read.get(SmsKeys.NAME),
                    read.get(SmsKeys.METHOD),
                    url,
                    read.get(SmsKeys.ALLOW_PLAIN_HTTP),
                    switch (read.get(SmsKeys.FORMAT)) {
                        case FORM -> SimpleProvider.Format.FORM;
                        case JSON -> SimpleProvider.Format.JSON;
                    },
                    read.get(SmsKeys.BODY),
                    switch (read.get(SmsKeys.AUTH)) {
                        case NONE -> new SimpleProvider.Auth.None();
                        case BASIC -> new SimpleProvider.Auth.Basic(read.get(SmsKeys.USER));
                        case BEARER -> new SimpleProvider.Auth.Bearer();
                        case HEADER -> new SimpleProvider.Auth.Header(read.get(SmsKeys.AUTH_HEADER));
                    },
                    read.find(SmsKeys.REFERENCE));
            ProviderValues values = name -> switch (name) {
                case SimpleProvider.USER -> read.find(SmsKeys.USER);
                case SimpleProvider.SECRET -> read.find(SmsKeys.SECRET);
                default -> Optional.empty();
            };
            // The address is the operator's own, so it may be a private one.
            return new SmsProvider(
                    SIMPLE_PREFIX,
                    simple.definition(),
                    operator(read, "", values, Optional.of(simple.baseUrl()), true));
        });
    }

    private static ProviderSettings mail(
            SettingReader read, MailSender sender, String receiptUrl, Function<String, Optional<String>> values) {
        ProviderValues ofSender = name -> switch (name) {
            case ProviderSettings.FROM_NAME -> values.apply(name).or(() -> Optional.of(sender.name()));
            case ProviderSettings.REPLY_TO ->
                values.apply(name).or(() -> sender.replyTo().map(EmailAddress::withAsciiDomain));
            default -> values.apply(name);
        };
        Duration timeout = read.get(EmailKeys.TIMEOUT);
        if (timeout.compareTo(Duration.ZERO) <= 0 || timeout.compareTo(LONGEST_MAIL) > 0) {
            throw new InvalidSettingException(
                    EmailKeys.TIMEOUT.key() + " must be more than zero and at most " + LONGEST_MAIL + ".");
        }
        return operator(
                timeout,
                sender.address().withAsciiDomain(),
                receiptUrl,
                ofSender,
                values.apply(BASE_URL).map(URI::create),
                read.get(ProviderKeys.ALLOW_PRIVATE));
    }

    private static ProviderSettings operator(
            SettingReader read,
            String receiptUrl,
            ProviderValues values,
            Optional<URI> baseUrl,
            boolean allowsPrivate) {
        return operator(read.get(SmsKeys.TIMEOUT), read.get(SmsKeys.FROM), receiptUrl, values, baseUrl, allowsPrivate);
    }

    private static ProviderSettings operator(
            Duration timeout,
            String from,
            String receiptUrl,
            ProviderValues values,
            Optional<URI> baseUrl,
            boolean allowsPrivate) {
        return new ProviderSettings(
                from,
                receiptUrl,
                values,
                baseUrl,
                allowsPrivate,
                timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT,
                timeout);
    }

    /**
     * Reads the definition of this name.
     *
     * @throws InvalidSettingException naming file, line and key of the first error
     */
    static Definition definition(Settings settings, String name) {
        try {
            Setting<?> names =
                    settings.get(EmailKeys.PROVIDERS).contains(name) ? EmailKeys.PROVIDERS : ProviderKeys.SMS;
            return settings.build(names.key(), read -> Definitions.find(name, read.find(ProviderKeys.FOLDER)));
        } catch (InvalidDefinitionException refused) {
            throw new InvalidSettingException(refused.getMessage() + ".");
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException("The definition " + name + " cannot be read.");
        }
    }

    /**
     * Opens the provider. A provider with a connection of its own begins to connect.
     *
     * @throws InvalidSettingException naming a value that the provider does not use
     */
    Provider open(DeliveryReports reports, Clock clock) {
        return InvalidSettingException.of(prefix, () -> definition.open(new ProviderContext(settings, clock, reports)));
    }

    /** Reads the provider's receipts that arrive over HTTP. */
    ReceiptReader receipts(Clock clock) {
        return definition.receipts(settings, clock);
    }
}
