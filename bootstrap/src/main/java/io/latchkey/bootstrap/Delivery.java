package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.Switchboard;
import io.latchkey.adapters.sms.dispatch.FileWatch;
import io.latchkey.adapters.sms.inbox.DevelopmentInbox;
import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.MessageKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.domain.message.DeliveryState;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The providers, routes and texts that settings and files define. When the files change, it replaces them while the
 * service runs.
 */
final class Delivery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final int INBOX_CAPACITY = 1000;

    private final Optional<DevelopmentInbox> inbox;
    private final Countries countries;
    private final Reports reports = new Reports();
    private final FileWatch watch;
    private final DeliveryPlanner planner;
    private final Switchboard switchboard;
    /** How long a replaced provider stays open for calls under way. A node may hold a message no longer than this. */
    private final Duration lastCalls;
    /** Providers that were replaced, but may still have calls under way. */
    private final Set<Provider> retired = ConcurrentHashMap.newKeySet();
    /** Closes them. The runtime's own timer would keep the application that used it first. */
    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "latchkey-last-calls");
        thread.setDaemon(true);
        return thread;
    });

    private boolean isClosed;

    /**
     * Reads settings and files and opens the providers. Providers go by the real time, as their servers do.
     *
     * @param clock the time that messages in the inbox are dated by
     * @throws InvalidSettingException with every error; all providers are closed then
     */
    Delivery(Settings settings, ContactParser contacts, Countries countries, String publicUrl, Clock clock) {
        this.countries = countries;
        this.lastCalls = settings.get(DeliveryKeys.CLAIM);
        this.inbox = settings.find(MessageKeys.INBOX).orElse(settings.get(ServerKeys.MODE) == Mode.DEV)
                ? Optional.of(new DevelopmentInbox(contacts, INBOX_CAPACITY))
                : Optional.empty();
        this.watch = new FileWatch(Stream.of(ProviderKeys.FOLDER, DeliveryKeys.ROUTES, MessageKeys.FOLDER)
                .flatMap(setting -> settings.find(setting).stream())
                .toList());
        Problems problems = new Problems();
        Optional<MailHosts> hosts = problems.read(() -> new MailHosts(settings, Clocks.WALL));
        this.planner = new DeliveryPlanner(
                settings,
                publicUrl,
                hosts.map(MailHosts::providers).orElseGet(List::of),
                inbox.isPresent(),
                reports,
                Clocks.WALL);
        // Routes may name a mail server that could not be opened.
        Optional<DeliveryPlanner.Planned> first =
                hosts.isPresent() || settings.find(DeliveryKeys.ROUTES).isEmpty()
                        ? problems.read(planner::plan)
                        : Optional.empty();
        if (!problems.sentences().isEmpty()) {
            hosts.ifPresent(MailHosts::close);
            first.ifPresent(planned -> planned.plan().providers().forEach(Provider::close));
            problems.refuse();
        }
        first.orElseThrow().refusals().forEach(refusal -> LOG.log(Level.WARNING, "Not used: {0}", refusal));
        this.switchboard = new Switchboard(first.orElseThrow().plan(), inbox, clock);
    }

    DeliveryPorts ports() {
        return new DeliveryPorts(switchboard, countries);
    }

    /** The inbox that keeps messages in memory; empty outside development. */
    Optional<DevelopmentInbox> inbox() {
        return inbox;
    }

    /**
     * Begins to watch the files for changes, and to record reports that arrive over the providers' own connections. Those are opened now:
     * a configuration that is only checked opens none.
     */
    void start(DeliveryReports listener, AuditTrail audit) {
        reports.listener = listener;
        switchboard.plan().providers().forEach(Provider::start);
        watch.start(() -> reload(audit));
    }

    private synchronized void reload(AuditTrail audit) {
        if (isClosed) {
            return;
        }
        try {
            DeliveryPlanner.Planned next = planner.plan();
            switchboard.install(next.plan());
            next.plan().providers().forEach(Provider::start);
            retire(next.retired());
            next.refusals().forEach(refusal -> refuse(refusal, audit));
            audit.record(
                    AuditTrail.Event.DELIVERY_CHANGED,
                    Map.of("providers", Integer.toString(next.plan().providers().size())));
            LOG.log(Level.INFO, "Providers, routes and texts were read again");
        } catch (InvalidSettingException refused) {
            refuse(String.valueOf(refused.getMessage()), audit);
        } catch (UncheckedIOException unreadable) {
            refuse("A file cannot be read: " + unreadable.getMessage(), audit);
        }
    }

    private void retire(List<Provider> providers) {
        retired.addAll(providers);
        for (Provider provider : providers) {
            Future<?> unused = later.schedule(
                    () -> {
                        if (retired.remove(provider)) {
                            provider.close();
                        }
                    },
                    lastCalls.toSeconds(),
                    TimeUnit.SECONDS);
        }
    }

    private static void refuse(String sentence, AuditTrail audit) {
        LOG.log(Level.ERROR, "Refused, and what was there before stays: {0}", sentence);
        audit.record(AuditTrail.Event.DELIVERY_CHANGE_REFUSED, Map.of("reason", sentence));
    }

    /** Ends all connections, including those of providers that are being replaced. */
    @Override
    public synchronized void close() {
        isClosed = true;
        watch.close();
        later.shutdownNow();
        switchboard.plan().providers().forEach(Provider::close);
        retired.forEach(Provider::close);
    }

    /** Passes on the reports that arrive over the providers' own connections. Before the start it refuses them. */
    private static final class Reports implements DeliveryReports {
        private volatile DeliveryReports listener = (provider, reference, state) -> {
            throw new IllegalStateException("nobody listens yet; the provider will report again");
        };

        @Override
        public void received(String provider, String reference, DeliveryState state) {
            listener.received(provider, reference, state);
        }

        @Override
        public void received(String provider, Report report, List<String> otherNotations) {
            listener.received(provider, report, otherNotations);
        }

        @Override
        public void dropped(String provider, ReceiptFate fate) {
            listener.dropped(provider, fate);
        }
    }
}
