package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.Enquiry;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.UseReport;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Keeps every message that it gets, and gives the answer that a test has set. Without one it accepts the message. */
public final class RecordingGateway {
    /** The answer when a test has set none. */
    public static final DeliveryOutcome ACCEPTED = new DeliveryOutcome.Accepted("recording", Optional.of("reference"));

    private final InMemoryStore store;
    private final List<OutboundMessage> messages = new CopyOnWriteArrayList<>();
    private final List<String> providers = new CopyOnWriteArrayList<>();
    private final Queue<DeliveryOutcome> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, DeliveryOutcome> standing = new ConcurrentHashMap<>();
    private final Map<String, Runnable> happenings = new ConcurrentHashMap<>();
    private final Map<String, Enquiry> enquiries = new ConcurrentHashMap<>();
    private final Map<String, UseReport> useReports = new ConcurrentHashMap<>();
    private final Map<String, CodeOwner> codeOwners = new ConcurrentHashMap<>();

    /**
     * Refuses calls in the store's units of work.
     *
     * @param store the store of the application under test
     */
    public RecordingGateway(InMemoryStore store) {
        this.store = store;
    }

    /** Sets the answer to the next message that has none yet. */
    public RecordingGateway answer(DeliveryOutcome outcome) {
        answers.add(outcome);
        return this;
    }

    /** Sets this provider's answer from now on. An answer to the next message comes first. */
    public RecordingGateway answer(String provider, DeliveryOutcome outcome) {
        standing.put(provider, outcome);
        return this;
    }

    /** Sets work that runs during every call of this provider. */
    public RecordingGateway meanwhile(String provider, Runnable happening) {
        happenings.put(provider, happening);
        return this;
    }

    /** Plans that hand every message to this gateway, along these routes. No provider has its own form of receipts. */
    public DeliveryPlans plans(Supplier<RoutingTable> routes) {
        return () -> new RecordingPlan(routes.get());
    }

    private final class RecordingPlan implements DeliveryPlans.Plan {
        private final RoutingTable routes;

        RecordingPlan(RoutingTable routes) {
            this.routes = routes;
        }

        @Override
        public RoutingTable routes() {
            return routes;
        }

        @Override
        public Handover handOver(OutboundMessage message, String provider, SenderProfile profile, String country) {
            return take(message, provider);
        }

        @Override
        public Optional<ReceiptReader> receiptsFrom(String provider) {
            return Optional.of(call -> Optional.empty());
        }

        @Override
        public Map<String, Enquiry> enquiries() {
            return enquiries;
        }

        @Override
        public Map<String, CodeOwner> codeOwners() {
            return codeOwners;
        }

        @Override
        public Map<String, UseReport> useReports() {
            return useReports;
        }
    }

    /** Sets a provider that is asked what became of its messages. */
    public RecordingGateway enquiry(String provider, Enquiry enquiry) {
        enquiries.put(provider, enquiry);
        return this;
    }

    /** Sets a provider that makes and checks the codes itself. */
    public RecordingGateway codeOwner(String provider, CodeOwner owner) {
        codeOwners.put(provider, owner);
        return this;
    }

    /** Sets a provider that is told which codes were used. */
    public RecordingGateway useReport(String provider, UseReport report) {
        useReports.put(provider, report);
        return this;
    }

    private Handover take(OutboundMessage message, String provider) {
        if (store.isInUnitOfWork()) {
            throw new IllegalStateException("a provider is called in a unit of work");
        }
        messages.add(message);
        providers.add(provider);
        happenings.getOrDefault(provider, () -> {}).run();
        DeliveryOutcome outcome = Optional.ofNullable(answers.poll())
                .or(() -> Optional.ofNullable(standing.get(provider)))
                .orElseGet(() -> provider.equals("recording")
                        ? ACCEPTED
                        : new DeliveryOutcome.Accepted(
                                provider,
                                Optional.of(provider + "-" + message.id().value())));
        return new Handover(
                outcome,
                true,
                message.contact().kind() == ContactKind.EMAIL ? Channel.EMAIL : Channel.SMS,
                message.kind().wireName() + "/" + message.locale().toLanguageTag(),
                1,
                Optional.of(new Cost(50_000, "EUR")));
    }

    /** Providers that got a message, oldest first. */
    public List<String> providers() {
        return List.copyOf(providers);
    }

    /** All messages, oldest first. */
    public List<OutboundMessage> messages() {
        return List.copyOf(messages);
    }

    /** All messages to this contact, oldest first. */
    public List<OutboundMessage> messagesTo(Contact contact) {
        return messages.stream()
                .filter(message -> message.contact().key().equals(contact.key()))
                .toList();
    }

    /** The newest code that this contact got. */
    public OtpCode codeTo(Contact contact) {
        return messagesTo(contact).stream()
                .flatMap(message -> message.code().stream())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no code was sent there"));
    }

    /** The newest link token that this contact got. */
    public String linkTo(Contact contact) {
        return messagesTo(contact).stream()
                .flatMap(message -> message.linkToken().stream())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no link was sent there"));
    }
}
