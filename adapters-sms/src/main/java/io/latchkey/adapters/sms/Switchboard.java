package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.inbox.DevelopmentInbox;
import io.latchkey.adapters.sms.inbox.InboxMessage;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.text.RenderedMessage;
import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.Enquiry;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.UseReport;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Words each message and hands it to a provider of the current plan. The plan can be exchanged. A message under way
 * keeps the plan that it began with. The development inbox, if there is one, keeps every message.
 */
public final class Switchboard implements DeliveryPlans {
    private static final System.Logger LOG = System.getLogger(Switchboard.class.getName());

    private final Optional<DevelopmentInbox> inbox;
    private final Clock clock;
    private volatile DeliveryPlan plan;

    /** @param inbox present in development only, because it keeps codes readable */
    public Switchboard(DeliveryPlan plan, Optional<DevelopmentInbox> inbox, Clock clock) {
        this.plan = plan;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Puts a plan into force, beginning with the next message. */
    public void install(DeliveryPlan next) {
        plan = next;
    }

    public DeliveryPlan plan() {
        return plan;
    }

    @Override
    public Plan current() {
        return new Installed(plan);
    }

    private final class Installed implements Plan {
        private final DeliveryPlan plan;

        Installed(DeliveryPlan plan) {
            this.plan = plan;
        }

        @Override
        public RoutingTable routes() {
            return plan.routes();
        }

        @Override
        public Handover handOver(OutboundMessage message, String provider, SenderProfile profile, String country) {
            return deliver(plan, message, provider, profile, country);
        }

        @Override
        public Optional<ReceiptReader> receiptsFrom(String provider) {
            Optional<ReceiptReader> own = Optional.ofNullable(plan.receipts().get(provider));
            boolean isInUse =
                    plan.providers().stream().anyMatch(one -> one.name().equals(provider));
            return own.isEmpty() && isInUse ? Optional.of(call -> Optional.empty()) : own;
        }

        @Override
        public Map<String, Enquiry> enquiries() {
            return byName(Provider::enquiry);
        }

        @Override
        public Map<String, CodeOwner> codeOwners() {
            return byName(Provider::codeOwner);
        }

        @Override
        public Map<String, UseReport> useReports() {
            return byName(Provider::useReport);
        }

        private <T> Map<String, T> byName(Function<Provider, Optional<T>> part) {
            Map<String, T> found = new HashMap<>();
            plan.providers()
                    .forEach(provider -> part.apply(provider).ifPresent(one -> found.put(provider.name(), one)));
            return found;
        }
    }

    private Handover deliver(
            DeliveryPlan now, OutboundMessage message, String provider, SenderProfile profile, String country) {
        Optional<Provider> chosen = now.find(provider, message.contact().kind());
        Channel channel = DeliveryPlan.channel(chosen, message.contact().kind());
        if (message.timeLeft().isZero() || message.timeLeft().isNegative()) {
            return unworded(new DeliveryOutcome.Rejected("past its deadline"), channel);
        }
        if (chosen.isEmpty()) {
            return unworded(DeliveryOutcome.Deferred.busy("no provider " + provider, Optional.empty()), channel);
        }
        RenderedMessage words;
        try {
            words = now.templates().render(message);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "message {0} could not be worded: {1}", message.id(), nameOf(failure));
            return unworded(new DeliveryOutcome.Rejected("could not be worded"), channel);
        }
        // The code of a provider that makes its own is not the one in these words.
        inbox.filter(kept -> chosen.get().codeOwner().isEmpty())
                .ifPresent(kept -> kept.add(inboxMessage(message, words, channel)));
        int segments = channel == Channel.SMS ? words.segments() : 1;
        return new Handover(
                send(chosen.get(), WordedMessage.of(message, words, profile)),
                true,
                channel,
                words.template(),
                segments,
                chosen.get().cost(country, segments));
    }

    private static DeliveryOutcome send(Provider provider, WordedMessage message) {
        try {
            return provider.send(message);
        } catch (RuntimeException bug) {
            // The provider broke its promise not to throw. It is unknown whether the message left.
            LOG.log(System.Logger.Level.ERROR, "sending message {0} failed: {1}", message.id(), nameOf(bug));
            return new DeliveryOutcome.Unknown("internal failure: " + nameOf(bug));
        }
    }

    private static Handover unworded(DeliveryOutcome outcome, Channel channel) {
        return new Handover(outcome, false, channel, "", 1, Optional.empty());
    }

    private InboxMessage inboxMessage(OutboundMessage message, RenderedMessage words, Channel channel) {
        return new InboxMessage(
                message.id(),
                message.contact(),
                channel,
                message.purpose().map(OtpPurpose::value).orElse(message.kind().wireName()),
                words.subject(),
                words.text(),
                words.html(),
                message.code().map(OtpCode::value).filter(words.text()::contains),
                words.link(),
                clock.instant());
    }

    private static String nameOf(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }
}
