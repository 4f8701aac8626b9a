package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.Carrier;
import io.latchkey.adapters.sms.DeliveryPlan;
import io.latchkey.adapters.sms.SmsCarrier;
import io.latchkey.adapters.sms.http.HttpSmsSender;
import io.latchkey.adapters.sms.inbox.InboxCarrier;
import io.latchkey.adapters.sms.provider.InvalidDefinitionException;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.Providers;
import io.latchkey.adapters.sms.provider.RoutingFile;
import io.latchkey.adapters.sms.template.LinkTemplate;
import io.latchkey.adapters.sms.template.MessageTemplates;
import io.latchkey.adapters.sms.template.TemplateSettings;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.face.BioentrustKeys;
import io.latchkey.bootstrap.settings.face.FaceKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.MessageKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the plan of delivery out of settings and files. Asked again after files changed, it keeps the providers whose definition is
 * the same, with their open connections. For one thread.
 */
final class DeliveryPlanner {
    private static final String RECEIPTS = "/api/v1/delivery/receipts/";
    private static final String COMES_ALONG = "comes along";

    private final Settings settings;
    private final String publicUrl;
    private final List<Carrier> mail;
    private final boolean hasInbox;
    private final SmsProvider.Connections connections;
    private final Clock clock;
    private Map<String, Made> made = Map.of();
    /** Also of providers that no route names any more: what became of their last messages is still to be told. */
    private Map<String, ReceiptReader> receipts = Map.of();

    private @Nullable Carrier plainSms;

    /** @param mail mail hosts, the preferred one first */
    DeliveryPlanner(
            Settings settings,
            String publicUrl,
            List<Carrier> mail,
            boolean hasInbox,
            SmsProvider.Connections connections,
            Clock clock) {
        if (settings.find(SmsKeys.URL).isPresent()
                && !settings.get(ProviderKeys.SMS).isEmpty()) {
            throw new InvalidSettingException("latchkey.sms.provider and latchkey.sms.url must not both be set.");
        }
        this.settings = settings;
        this.publicUrl = publicUrl;
        this.mail = mail;
        this.hasInbox = hasInbox;
        this.connections = connections;
        this.clock = clock;
    }

    /** @param source text of its definition */
    private record Made(String source, SmsProvider provider, Carrier carrier) {}

    /**
     * A plan, what of its files was refused though it could be made without, and providers of the plan before that it has no use for.
     *
     * @param refusals sentences for the operator
     */
    record Planned(DeliveryPlan plan, List<String> refusals, List<Carrier> retired) {}

    /** @throws InvalidSettingException naming the key, or the file with its line, without which there can be no plan */
    Planned plan() {
        requireFolder();
        List<String> refusals = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(settings.get(ProviderKeys.SMS));
        Set<String> known = new TreeSet<>(mail.stream().map(Carrier::name).toList());
        known.add(InboxCarrier.NAME);
        settings.find(SmsKeys.URL).ifPresent(url -> known.add(settings.get(SmsKeys.NAME)));
        Optional<RoutingFile> routing = settings.find(DeliveryKeys.ROUTES).map(file -> routing(file, known));
        routing.ifPresent(file ->
                file.providers().stream().filter(name -> !known.contains(name)).forEach(names::add));
        Map<String, Made> next = new HashMap<>();
        try {
            names.forEach(name -> next.put(name, make(name, refusals)));
            refusals.addAll(unused(names));
            return planned(next, routing, refusals);
        } catch (RuntimeException refused) {
            next.values().stream()
                    .filter(one -> !made.containsValue(one))
                    .forEach(one -> one.carrier().close());
            throw refused;
        }
    }

    /** A definition that comes along must not step in for the operator's own because a folder is not there for a while. */
    private void requireFolder() {
        boolean isInUse = made.values().stream().anyMatch(one -> !one.source().equals(COMES_ALONG));
        if (isInUse
                && settings.find(ProviderKeys.FOLDER).filter(Files::isDirectory).isEmpty()) {
            throw new InvalidSettingException(ProviderKeys.FOLDER.key() + " is gone.");
        }
    }

    private Planned planned(Map<String, Made> next, Optional<RoutingFile> routing, List<String> refusals) {
        List<Carrier> carriers = carriers(next);
        RoutingTable routes = new RoutingTable(routes(routing, carriers));
        Map<String, ReceiptReader> heard = new HashMap<>(receipts);
        next.forEach((name, one) -> heard.put(name, one.provider().receipts()));
        MessageTemplates templates =
                settings.build("latchkey.messages", read -> new MessageTemplates(templates(read, publicUrl)));
        List<Carrier> retired = made.values().stream()
                .map(Made::carrier)
                .filter(carrier -> !carriers.contains(carrier))
                .toList();
        made = Map.copyOf(next);
        receipts = Map.copyOf(heard);
        return new Planned(new DeliveryPlan(carriers, routes, receipts, templates), refusals, retired);
    }

    /** @param known providers that need no definition */
    private RoutingFile routing(Path file, Set<String> known) {
        Set<String> apps = Stream.concat(
                        Stream.of("native"), Catalog.faces().stream().map(FaceKeys::face))
                .collect(Collectors.toSet());
        try {
            RoutingFile routing = RoutingFile.read(file, apps);
            Optional<Path> folder = settings.find(ProviderKeys.FOLDER);
            routing.require(name -> known.contains(name) || Providers.exists(name, folder));
            return routing;
        } catch (InvalidDefinitionException refused) {
            throw new InvalidSettingException(refused.getMessage() + ".");
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException(DeliveryKeys.ROUTES.key() + " cannot be read: " + file + ".");
        }
    }

    /** A definition that is refused leaves the one before it at work. */
    private Made make(String name, List<String> refusals) {
        Made before = made.get(name);
        String source = source(name);
        if (before != null && before.source().equals(source)) {
            return before;
        }
        try {
            SmsProvider provider = SmsProvider.of(settings, name, publicUrl + RECEIPTS + name);
            return new Made(source, provider, provider.carrier(connections, clock));
        } catch (InvalidSettingException refused) {
            if (before == null) {
                throw refused;
            }
            refusals.add(refused.getMessage());
            return before;
        }
    }

    private String source(String name) {
        Optional<Path> file = settings.find(ProviderKeys.FOLDER)
                .map(folder -> folder.resolve(name + ".yaml"))
                .filter(Files::isRegularFile);
        try {
            return file.isPresent() ? Files.readString(file.get()) : COMES_ALONG;
        } catch (IOException unreadable) {
            throw new InvalidSettingException("The definition " + file.get() + " cannot be read.");
        }
    }

    /** What is amiss with definitions that no route names yet. */
    private List<String> unused(Set<String> used) {
        Optional<Path> folder = settings.find(ProviderKeys.FOLDER).filter(Files::isDirectory);
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

    private List<Carrier> carriers(Map<String, Made> providers) {
        List<Carrier> carriers = new ArrayList<>(mail);
        providers.values().forEach(one -> carriers.add(one.carrier()));
        settings.find(SmsKeys.URL).ifPresent(url -> carriers.add(plain(url)));
        if (hasInbox) {
            carriers.add(new InboxCarrier(Channel.EMAIL));
            carriers.add(new InboxCarrier(Channel.SMS));
        }
        return carriers;
    }

    private Carrier plain(URI url) {
        if (plainSms == null) {
            plainSms = new SmsCarrier(
                    settings.get(SmsKeys.NAME),
                    Channel.SMS,
                    new HttpSmsSender(PlainSms.settings(settings, url), clock),
                    (country, segments) -> Optional.empty(),
                    profile -> profile.values().keySet().stream().findFirst(),
                    () -> {});
        }
        return plainSms;
    }

    private List<RoutingRule> routes(Optional<RoutingFile> routing, List<Carrier> carriers) {
        boolean allowsPrivate = settings.get(ProviderKeys.ALLOW_PRIVATE);
        List<RoutingRule> rules = new ArrayList<>();
        try {
            routing.ifPresent(file -> rules.addAll(file.rules(
                    (name, channel) -> find(carriers, name, channel),
                    address -> ProviderSettings.isBaseUrl(address, allowsPrivate))));
        } catch (InvalidDefinitionException refused) {
            throw new InvalidSettingException(refused.getMessage() + ".");
        }
        List<String> sms = new ArrayList<>(new LinkedHashSet<>(settings.get(ProviderKeys.SMS)));
        settings.find(SmsKeys.URL).ifPresent(url -> sms.add(settings.get(SmsKeys.NAME)));
        otherwise(carriers, ContactKind.PHONE, sms).ifPresent(rules::add);
        otherwise(carriers, ContactKind.EMAIL, mail.stream().map(Carrier::name).toList())
                .ifPresent(rules::add);
        return rules;
    }

    /** What holds where no rule of the operator fits: the providers that the settings name, in their order. */
    private Optional<RoutingRule> otherwise(List<Carrier> carriers, ContactKind channel, List<String> names) {
        List<String> chosen = names.isEmpty() && hasInbox ? List.of(InboxCarrier.NAME) : names;
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        List<Channel> media = chosen.stream()
                .map(name -> find(carriers, name, channel).map(Carrier::channel).orElseThrow())
                .distinct()
                .toList();
        if (media.size() > 1) {
            throw new InvalidSettingException(ProviderKeys.SMS.key()
                    + " must name providers of one kind; what comes after it is for latchkey.delivery.routes.");
        }
        return Optional.of(new RoutingRule(
                RouteCriteria.all(channel),
                List.of(new RouteStep(
                        media.get(0),
                        chosen.stream().map(name -> new ProviderChoice(name, 1)).toList(),
                        false,
                        SenderProfile.NONE,
                        Duration.ZERO))));
    }

    private static Optional<Carrier> find(List<Carrier> carriers, String name, ContactKind channel) {
        return carriers.stream()
                .filter(carrier ->
                        carrier.name().equals(name) && carrier.channel().contactKind() == channel)
                .findFirst();
    }

    private static TemplateSettings templates(SettingReader settings, String publicUrl) {
        String link = settings.find(MessageKeys.RESET_LINK).orElse(publicUrl + "/reset-password#token={token}");
        return new TemplateSettings(
                settings.get(MessageKeys.SITE),
                URI.create(publicUrl).getHost(),
                settings.get(RequestKeys.DEFAULT_LOCALE),
                settings.find(MessageKeys.FOLDER),
                Optional.of(new LinkTemplate(link)),
                audienceLinks(settings, link));
    }

    /** Links of the faces whose clients know no reset codes; the built-in page takes them, too. */
    private static Map<String, LinkTemplate> audienceLinks(SettingReader settings, String builtIn) {
        FaceKeys bioentrust = BioentrustKeys.FACE;
        return Map.of(
                bioentrust.face(),
                settings.build(
                        bioentrust.prefix(),
                        read -> new LinkTemplate(
                                read.find(BioentrustKeys.RESET_LINK).orElse(builtIn))));
    }
}
