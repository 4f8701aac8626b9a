package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.inbox.DevelopmentInbox;
import io.latchkey.adapters.sms.inbox.InboxMessage;
import io.latchkey.adapters.sms.template.RenderedMessage;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.MessageGateway;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.Routes;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import java.time.Clock;
import java.util.Optional;

/**
 * Words a message and hands it to the provider that was chosen. What it goes by can be exchanged between two messages; one under way
 * keeps to what it began with. Where there is a development inbox it keeps every message.
 */
public final class Switchboard implements MessageGateway, Routes, ReceiptReader {
    private static final System.Logger LOG = System.getLogger(Switchboard.class.getName());

    private final Optional<DevelopmentInbox> inbox;
    private final Clock clock;
    private volatile DeliveryPlan plan;

    /** @param inbox present in development only: it keeps codes readable */
    public Switchboard(DeliveryPlan plan, Optional<DevelopmentInbox> inbox, Clock clock) {
        this.plan = plan;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** From the next message on. */
    public void install(DeliveryPlan next) {
        plan = next;
    }

    /** Whether there is a provider of this name, or was one whose receipts may still come. */
    public boolean knows(String provider) {
        DeliveryPlan now = plan;
        return now.receipts().containsKey(provider)
                || now.carriers().stream().anyMatch(carrier -> carrier.name().equals(provider));
    }

    public DeliveryPlan plan() {
        return plan;
    }

    @Override
    public RoutingTable current() {
        return plan.routes();
    }

    @Override
    public Optional<Reading> read(ReceiptCall call) {
        return Optional.ofNullable(plan.receipts().get(call.provider())).flatMap(reader -> reader.read(call));
    }

    @Override
    public Handover deliver(OutboundMessage message, String provider, SenderProfile profile, String country) {
        DeliveryPlan now = plan;
        Optional<Carrier> carrier = now.find(provider, message.contact().kind());
        Channel channel = DeliveryPlan.channel(carrier, message.contact().kind());
        if (message.timeLeft().isZero() || message.timeLeft().isNegative()) {
            return unworded(new DeliveryOutcome.Rejected("past its deadline"), channel);
        }
        if (carrier.isEmpty()) {
            // The routes changed after this one was chosen.
            return unworded(DeliveryOutcome.Deferred.busy("no provider " + provider, Optional.empty()), channel);
        }
        RenderedMessage words;
        try {
            words = now.templates().render(message);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "message {0} could not be worded: {1}", message.id(), nameOf(failure));
            return unworded(new DeliveryOutcome.Rejected("could not be worded"), channel);
        }
        inbox.ifPresent(kept -> kept.add(inboxMessage(message, words)));
        int segments = channel == Channel.SMS ? words.segments() : 1;
        return new Handover(
                send(carrier.get(), message, words, profile),
                true,
                channel,
                words.template(),
                segments,
                carrier.get().cost(country, segments));
    }

    private static DeliveryOutcome send(
            Carrier carrier, OutboundMessage message, RenderedMessage words, SenderProfile profile) {
        try {
            return carrier.send(message, words, profile);
        } catch (RuntimeException bug) {
            // The sender broke its promise not to throw; whether the message left is anybody's guess.
            LOG.log(System.Logger.Level.ERROR, "sending message {0} failed: {1}", message.id(), nameOf(bug));
            return new DeliveryOutcome.Unknown("internal failure: " + nameOf(bug));
        }
    }

    private static Handover unworded(DeliveryOutcome outcome, Channel channel) {
        return new Handover(outcome, false, channel, "", 1, Optional.empty());
    }

    private InboxMessage inboxMessage(OutboundMessage message, RenderedMessage words) {
        return new InboxMessage(
                message.id(),
                message.contact(),
                message.purpose().map(OtpPurpose::value).orElse(message.kind().wireName()),
                words.subject(),
                words.text(),
                message.code().map(OtpCode::value).filter(words.text()::contains),
                words.link(),
                clock.instant());
    }

    private static String nameOf(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }
}
