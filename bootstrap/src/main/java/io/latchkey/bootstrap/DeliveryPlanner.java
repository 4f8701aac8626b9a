package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.DeliveryPlan;
import io.latchkey.adapters.sms.inbox.InboxProvider;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.domain.shared.Channel;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Makes the plan of delivery out of settings and files. Asked again after files changed, it keeps the providers whose definition is
 * the same, with their open connections. For one thread.
 */
final class DeliveryPlanner {
    private static final String RECEIPTS = "/api/v1/delivery/receipts/";

    private final Settings settings;
    private final String publicUrl;
    private final List<Provider> mail;
    private final boolean hasInbox;
    private final DeliveryReports reports;
    private final Clock clock;
    private Map<String, Opened> opened = Map.of();
    /** Also of providers that no route names any more: what became of their last messages is still to be told. */
    private Map<String, ReceiptReader> receipts = Map.of();

    /** @param mail mail hosts, the preferred one first */
    DeliveryPlanner(
            Settings settings,
            String publicUrl,
            List<? extends Provider> mail,
            boolean hasInbox,
            DeliveryReports reports,
            Clock clock) {
        if (settings.find(SmsKeys.URL).isPresent()
                && !settings.get(ProviderKeys.SMS).isEmpty()) {
            throw new InvalidSettingException("latchkey.sms.provider and latchkey.sms.url must not both be set.");
        }
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.mail = List.copyOf(mail);
        this.hasInbox = hasInbox;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * A provider at work.
     *
     * @param file text of the operator's definition; empty where it has none
     */
    private record Opened(Optional<String> file, Provider provider, ReceiptReader receipts) {}

    /**
     * A plan, what of its files was refused though it could be made without, and providers of the plan before that it has no use for.
     *
     * @param refusals sentences for the operator
     */
    record Planned(DeliveryPlan plan, List<String> refusals, List<Provider> retired) {}

    /** @throws InvalidSettingException naming the key, or the file with its line, without which there can be no plan */
    Planned plan() {
        requireFolder();
        List<String> refusals = new ArrayList<>();
        List<String> preferred = preferred();
        Set<String> known = new TreeSet<>(names(mail));
        known.add(InboxProvider.NAME);
        known.addAll(simple().keySet());
        DeliveryRoutes routes = DeliveryRoutes.read(settings, known);
        Set<String> names = new LinkedHashSet<>(preferred);
        routes.providers().stream().filter(name -> !known.contains(name)).forEach(names::add);
        Map<String, Opened> next = new HashMap<>();
        try {
            names.forEach(name -> next.put(name, open(name, refusals)));
            refusals.addAll(unused(names));
            return planned(next, routes, preferred, refusals);
        } catch (RuntimeException refused) {
            next.values().stream()
                    .filter(one -> !opened.containsValue(one))
                    .forEach(one -> one.provider().close());
            throw refused;
        }
    }

    /** A bundled definition must not step in for the operator's own because a folder is not there for a while. */
    private void requireFolder() {
        boolean isInUse = opened.values().stream().anyMatch(one -> one.file().isPresent());
        if (isInUse && folder().isEmpty()) {
            throw new InvalidSettingException(ProviderKeys.FOLDER.key() + " is gone.");
        }
    }

    private Optional<Path> folder() {
        return settings.find(ProviderKeys.FOLDER).filter(Files::isDirectory);
    }

    /** The address of the simple provider that a few keys describe in place of a definition, by its name; empty where there is none. */
    private Map<String, URI> simple() {
        return settings.find(SmsKeys.URL)
                .map(url -> Map.of(settings.get(SmsKeys.NAME), url))
                .orElseGet(Map::of);
    }

    /** Who carries messages to phones where no route fits, the preferred one first. */
    private List<String> preferred() {
        Set<String> names = new LinkedHashSet<>(settings.get(ProviderKeys.SMS));
        names.addAll(simple().keySet());
        return List.copyOf(names);
    }

    private Planned planned(
            Map<String, Opened> next, DeliveryRoutes routes, List<String> preferred, List<String> refusals) {
        List<Provider> providers = new ArrayList<>(mail);
        next.values().forEach(one -> providers.add(one.provider()));
        if (hasInbox) {
            providers.add(new InboxProvider(Channel.EMAIL));
            providers.add(new InboxProvider(Channel.SMS));
        }
        Map<String, ReceiptReader> heard = new HashMap<>(receipts);
        next.forEach((name, one) -> heard.put(name, one.receipts()));
        DeliveryPlan plan = new DeliveryPlan(
                providers,
                routes.table(providers, preferred, names(mail)),
                heard,
                MessageTexts.read(settings, publicUrl));
        List<Provider> retired = opened.values().stream()
                .map(Opened::provider)
                .filter(provider -> !providers.contains(provider))
                .toList();
        opened = Map.copyOf(next);
        receipts = plan.receipts();
        return new Planned(plan, refusals, retired);
    }

    /** A definition that is refused leaves the one before it at work. */
    private Opened open(String name, List<String> refusals) {
        Opened before = opened.get(name);
        Optional<String> file = file(name);
        if (before != null && before.file().equals(file)) {
            return before;
        }
        try {
            URI simple = simple().get(name);
            SmsProvider provider = simple == null
                    ? SmsProvider.of(settings, name, publicUrl + RECEIPTS + name)
                    : SmsProvider.simple(settings, simple);
            return new Opened(file, provider.open(reports, clock), provider.receipts());
        } catch (InvalidSettingException refused) {
            if (before == null) {
                throw refused;
            }
            refusals.add(refused.getMessage());
            return before;
        }
    }

    private Optional<String> file(String name) {
        if (simple().containsKey(name)) {
            return Optional.empty();
        }
        return Definitions.ownFile(name, settings.find(ProviderKeys.FOLDER)).map(file -> {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new InvalidSettingException("The definition " + file + " cannot be read.");
            }
        });
    }

    /** What is amiss with definitions that no route names yet. */
    private List<String> unused(Set<String> used) {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.get())) {
            return files.map(file -> Objects.requireNonNull(file.getFileName()).toString())
                    .filter(file -> file.endsWith(".yaml"))
                    .map(file -> file.substring(0, file.length() - ".yaml".length()))
                    .filter(name -> !used.contains(name))
                    .map(this::refusal)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException unreadable) {
            throw new InvalidSettingException(ProviderKeys.FOLDER.key() + " cannot be read.");
        }
    }

    private Optional<String> refusal(String name) {
        try {
            SmsProvider.definition(settings, name);
            return Optional.empty();
        } catch (InvalidSettingException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    private static List<String> names(List<Provider> providers) {
        return providers.stream().map(Provider::name).toList();
    }
}
