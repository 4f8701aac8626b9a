package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptReader;
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

/** Keeps every message it is handed and answers what a test told it to, else that the message was accepted. */
public final class RecordingGateway {
    /** What it answers unless told otherwise. */
    public static final DeliveryOutcome ACCEPTED = new DeliveryOutcome.Accepted("recording", Optional.of("reference"));

    private final InMemoryStore store;
    private final List<OutboundMessage> messages = new CopyOnWriteArrayList<>();
    private final List<String> providers = new CopyOnWriteArrayList<>();
    private final Queue<DeliveryOutcome> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, DeliveryOutcome> standing = new ConcurrentHashMap<>();
    private final Map<String, Runnable> happenings = new ConcurrentHashMap<>();

    /** @param store whose units of work it must not be called in */
    public RecordingGateway(InMemoryStore store) {
        this.store = store;
    }

    /** The next message that has no answer yet gets this one. */
    public RecordingGateway answer(DeliveryOutcome outcome) {
        answers.add(outcome);
        return this;
    }

    /** From now on this provider gives this answer, unless an answer is due to the next message. */
    public RecordingGateway answer(String provider, DeliveryOutcome outcome) {
        standing.put(provider, outcome);
        return this;
    }

    /** From now on this happens while this provider is called. */
    public RecordingGateway meanwhile(String provider, Runnable happening) {
        happenings.put(provider, happening);
        return this;
    }

    /**
     * Plans by which every message is handed to this gateway, along these routes; no provider has a form of its own for
     * receipts.
     */
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

    /** Who was handed a message, oldest first. */
    public List<String> providers() {
        return List.copyOf(providers);
    }

    /** Everything handed over, oldest first. */
    public List<OutboundMessage> messages() {
        return List.copyOf(messages);
    }

    /** What this contact was sent, oldest first. */
    public List<OutboundMessage> messagesTo(Contact contact) {
        return messages.stream()
                .filter(message -> message.contact().key().equals(contact.key()))
                .toList();
    }

    /** The newest code this contact was sent. */
    public OtpCode codeTo(Contact contact) {
        return messagesTo(contact).stream()
                .flatMap(message -> message.code().stream())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no code was sent there"));
    }

    /** The newest link token this contact was sent. */
    public String linkTo(Contact contact) {
        return messagesTo(contact).stream()
                .flatMap(message -> message.linkToken().stream())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> new AssertionError("no link was sent there"));
    }
}
