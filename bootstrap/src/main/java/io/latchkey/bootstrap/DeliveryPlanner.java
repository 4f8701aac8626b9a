package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.DeliveryPlan;
import io.latchkey.adapters.sms.inbox.InboxProvider;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.text.MessageTemplates;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.subject.EmailKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.domain.delivery.RoutingTable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
 * Makes the delivery plan from settings and files. When files changed, it makes the next plan. It keeps the providers
 * whose definition is the same, with their open connections. It is for use by one thread.
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
    /** Also holds providers that no route names any more, because receipts for their last messages may still come. */
    private Map<String, ReceiptReader> receipts = Map.of();

    /**
     * Plans with these mail hosts.
     *
     * @param mail mail hosts, the preferred one first
     */
    DeliveryPlanner(
            Settings settings,
            String publicUrl,
            List<? extends Provider> mail,
            boolean hasInbox,
            DeliveryReports reports,
            Clock clock) {
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.mail = List.copyOf(mail);
        this.hasInbox = hasInbox;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * A provider that is open.
     *
     * @param file text of the operator's definition; empty where there is none
     */
    private record Opened(Optional<String> file, Provider provider, ReceiptReader receipts) {}

    /**
     * A new plan.
     *
     * @param refusals sentences for the operator about files that were refused; the plan does without them
     * @param retired providers of the plan before that the new plan does not use
     */
    record Planned(DeliveryPlan plan, List<String> refusals, List<Provider> retired) {}

    /**
     * Makes the next plan.
     *
     * @throws InvalidSettingException naming each key, or file and line, without which no plan can be made
     */
    Planned plan() {
        requireFolder();
        List<String> refusals = new ArrayList<>();
        List<String> preferred = preferred();
        Set<String> known = new TreeSet<>(names(mail));
        known.addAll(names(InboxProvider.all()));
        known.addAll(simple().keySet());
        Problems problems = new Problems();
        problems.require(
                simple().isEmpty() || settings.get(ProviderKeys.SMS).isEmpty(),
                "latchkey.sms.provider and latchkey.sms.url must not both be set.");
        Optional<DeliveryRoutes> routes = problems.read(() -> DeliveryRoutes.read(settings, known));
        Set<String> names = new LinkedHashSet<>(preferred);
        preferredMail().stream().filter(name -> !known.contains(name)).forEach(names::add);
        routes.ifPresent(read ->
                read.providers().stream().filter(name -> !known.contains(name)).forEach(names::add));
        Map<String, Opened> next = new HashMap<>();
        try {
            names.forEach(
                    name -> problems.read(() -> open(name, refusals)).ifPresent(provider -> next.put(name, provider)));
            problems.read(() -> unused(names)).ifPresent(refusals::addAll);
            Optional<MessageTemplates> texts = problems.read(() -> MessageTexts.read(settings, publicUrl));
            problems.refuse();
            return planned(next, routes.orElseThrow(), preferred, texts.orElseThrow(), refusals);
        } catch (RuntimeException refused) {
            next.values().stream()
                    .filter(one -> !opened.containsValue(one))
                    .forEach(one -> one.provider().close());
            throw refused;
        }
    }

    /**
     * Refuses to go on when the operator's folder is gone while its definitions are in use. Otherwise bundled
     * definitions would replace them.
     */
    private void requireFolder() {
        boolean isInUse = opened.values().stream().anyMatch(one -> one.file().isPresent());
        if (isInUse && folder().isEmpty()) {
            throw new InvalidSettingException(ProviderKeys.FOLDER.key() + " is gone.");
        }
    }

    private Optional<Path> folder() {
        return settings.find(ProviderKeys.FOLDER).filter(Files::isDirectory);
    }

    /**
     * Address of the simple provider that a few keys describe without a definition, by its name; empty where there is
     * none.
     */
    private Map<String, URI> simple() {
        return settings.find(SmsKeys.URL)
                .map(url -> Map.of(settings.get(SmsKeys.NAME), url))
                .orElseGet(Map::of);
    }

    /** Providers for messages to phones that no rule fits, the preferred one first. */
    private List<String> preferred() {
        Set<String> names = new LinkedHashSet<>(settings.get(ProviderKeys.SMS));
        names.addAll(simple().keySet());
        return List.copyOf(names);
    }

    /** Providers for e-mails that no rule fits, the preferred one first. */
    private List<String> preferredMail() {
        List<String> named =
                settings.get(EmailKeys.PROVIDERS).stream().distinct().toList();
        return named.isEmpty() ? names(mail) : named;
    }

    private Planned planned(
            Map<String, Opened> next,
            DeliveryRoutes routes,
            List<String> preferred,
            MessageTemplates texts,
            List<String> refusals) {
        List<Provider> providers = new ArrayList<>(mail);
        next.values().forEach(one -> providers.add(one.provider()));
        if (hasInbox) {
            providers.addAll(InboxProvider.all());
        }
        Map<String, ReceiptReader> heard = new HashMap<>(receipts);
        next.forEach((name, one) -> heard.put(name, one.receipts()));
        RoutingTable table = routes.table(providers, preferred, preferredMail());
        HandedRoutes.require(table, providers, settings);
        DeliveryPlan plan = new DeliveryPlan(providers, table, heard, texts);
        List<Provider> retired = opened.values().stream()
                .map(Opened::provider)
                .filter(provider -> !providers.contains(provider))
                .toList();
        opened = Map.copyOf(next);
        receipts = plan.receipts();
        return new Planned(plan, refusals, retired);
    }

    /**
     * Opens a provider, or keeps the open one whose definition is the same. When the new definition is refused, the
     * open provider stays.
     */
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
            return new Opened(file, provider.open(reports, clock), provider.receipts(clock));
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
                // Only compared, and any bytes can be; a file that is no text is refused when it is read.
                return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            } catch (IOException unreadable) {
                throw new InvalidSettingException("The definition " + file + " cannot be read.");
            }
        });
    }

    /** Errors in definitions that no route names yet. */
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

    private static List<String> names(List<? extends Provider> providers) {
        return providers.stream().map(Provider::name).toList();
    }
}
