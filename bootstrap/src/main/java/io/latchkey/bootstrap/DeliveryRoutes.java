package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.DeliveryPlan;
import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.inbox.InboxProvider;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.routing.RoutingFile;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.EmailKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operator's routing rules, followed by one rule for each kind of contact from the settings. */
final class DeliveryRoutes {
    private final Settings settings;
    private final Optional<RoutingFile> file;

    private DeliveryRoutes(Settings settings, Optional<RoutingFile> file) {
        this.settings = settings;
        this.file = file;
    }

    /**
     * Reads the operator's file, where there is one.
     *
     * @param known names of providers that need no definition
     * @throws InvalidSettingException naming the file and line of the first error
     */
    static DeliveryRoutes read(Settings settings, Set<String> known) {
        return new DeliveryRoutes(
                settings, settings.find(DeliveryKeys.ROUTES).map(file -> read(settings, file, known)));
    }

    private static RoutingFile read(Settings settings, Path file, Set<String> known) {
        Set<String> apps = Stream.concat(
                        Stream.of("native"), Catalog.faces().stream().map(FaceKeys::face))
                .collect(Collectors.toSet());
        try {
            RoutingFile routing = RoutingFile.read(file, apps);
            Optional<Path> folder = settings.find(ProviderKeys.FOLDER);
            routing.require(name -> known.contains(name) || Definitions.exists(name, folder));
            return routing;
        } catch (InvalidDefinitionException refused) {
            throw new InvalidSettingException(refused.getMessage() + ".");
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException(DeliveryKeys.ROUTES.key() + " cannot be read: " + file + ".");
        }
    }

    /** Every provider that the file names. */
    Set<String> providers() {
        return file.map(RoutingFile::providers).orElseGet(Set::of);
    }

    /**
     * The rules of the file, then one rule for each kind of contact.
     *
     * @param providers all open providers
     * @param sms names of providers for messages to phones that no rule fits, the preferred one first
     * @param mail names of providers for e-mails that no rule fits, the preferred one first
     * @throws InvalidSettingException naming the file and line, or the key, of the first error
     */
    RoutingTable table(List<Provider> providers, List<String> sms, List<String> mail) {
        boolean allowsPrivate = settings.get(ProviderKeys.ALLOW_PRIVATE);
        List<RoutingRule> rules = new ArrayList<>();
        try {
            file.ifPresent(routing -> rules.addAll(routing.rules(
                    (name, kind) -> DeliveryPlan.find(providers, name, kind),
                    address -> ProviderSettings.isBaseUrl(address, allowsPrivate))));
        } catch (InvalidDefinitionException refused) {
            throw new InvalidSettingException(refused.getMessage() + ".");
        }
        otherwise(providers, ContactKind.PHONE, sms, ProviderKeys.SMS).ifPresent(rules::add);
        otherwise(providers, ContactKind.EMAIL, mail, EmailKeys.PROVIDERS).ifPresent(rules::add);
        return new RoutingTable(rules);
    }

    private static Optional<RoutingRule> otherwise(
            List<Provider> providers, ContactKind to, List<String> names, Setting<?> key) {
        List<Provider> chosen = (names.isEmpty() ? List.of(InboxProvider.NAME) : names)
                .stream()
                        .flatMap(name -> DeliveryPlan.find(providers, name, to).stream())
                        .toList();
        if (chosen.isEmpty() && names.isEmpty()) {
            return Optional.empty();
        }
        if (chosen.size() < names.size()) {
            throw new InvalidSettingException(key.key() + " must name providers that reach "
                    + (to == ContactKind.PHONE ? "phones." : "e-mail addresses."));
        }
        if (names.isEmpty()) {
            return Optional.of(new RoutingRule(RouteCriteria.all(to), intoInbox(providers, to)));
        }
        Channel channel = chosen.get(0).channel();
        if (chosen.stream().anyMatch(provider -> provider.channel() != channel)) {
            throw new InvalidSettingException(key.key()
                    + " must name providers of one kind; what comes after it is for latchkey.delivery.routes.");
        }
        return Optional.of(new RoutingRule(
                RouteCriteria.all(to),
                List.of(new RouteStep(
                        channel,
                        chosen.stream()
                                .map(provider -> new ProviderChoice(provider.name(), 1))
                                .toList(),
                        false,
                        SenderProfile.NONE,
                        Duration.ZERO))));
    }

    /** The inbox takes messages by every channel. Those by other channels than the usual one have to be asked for. */
    private static List<RouteStep> intoInbox(List<Provider> providers, ContactKind to) {
        return providers.stream()
                .filter(InboxProvider.class::isInstance)
                .filter(provider -> provider.channel().contactKind() == to)
                .map(provider -> new RouteStep(
                        provider.channel(),
                        List.of(new ProviderChoice(provider.name(), 1)),
                        false,
                        SenderProfile.NONE,
                        Duration.ZERO,
                        provider.channel() != to.usualChannel()))
                .toList();
    }
}
