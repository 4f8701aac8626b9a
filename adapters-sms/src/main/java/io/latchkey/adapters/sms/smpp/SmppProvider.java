package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.Pace;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jsmpp.GenericNackResponseException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;

/**
 * Sends by SMPP 3.4 to a carrier that a definition describes. One session is bound while the provider is open. A
 * message in several parts is accepted when every part is accepted. Its reference is the reference of the last part.
 */
public final class SmppProvider implements Provider {
    private final SmppDefinition definition;
    private final ProviderSettings settings;
    private final SmppAddress from;
    private final SmppLink link;
    private final Semaphore window;
    private final Optional<Pace> pace;

    private SmppProvider(
            SmppDefinition definition, ProviderSettings settings, Clock clock, SmppAddress from, SmppLink link) {
        this.definition = definition;
        this.settings = settings;
        this.from = from;
        this.link = link;
        this.window = new Semaphore(definition.window(), true);
        this.pace = definition.perSecond().map(perSecond -> new Pace(perSecond, clock));
    }

    /**
     * Makes a provider that binds once it is started or sends. A check of the configuration never does: a carrier may allow one session
     * only, and would give it receipts.
     *
     * @throws IllegalArgumentException naming the setting that SMPP does not support
     */
    public static SmppProvider prepare(
            SmppDefinition definition, ProviderSettings settings, Clock clock, DeliveryReports reports) {
        try {
            return prepare(definition, settings, clock, reports, SSLContext.getDefault());
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("the platform has no TLS", broken);
        }
    }

    private static SmppProvider prepare(
            SmppDefinition definition,
            ProviderSettings settings,
            Clock clock,
            DeliveryReports reports,
            SSLContext trust) {
        settings.requireBaseUrl(Set.of("smpp", "ssmpp"));
        SmppAddress from;
        try {
            from = SmppAddress.sender(settings.from(), definition.source());
        } catch (IllegalArgumentException unsendable) {
            throw new IllegalArgumentException(
                    "must have another sender: latchkey.sms.from " + unsendable.getMessage(), unsendable);
        }
        SmppLink link = new SmppLink(definition, settings, new SmppReceiptListener(definition, reports), trust);
        return new SmppProvider(definition, settings, clock, from, link);
    }

    /** The same, started. */
    public static SmppProvider open(
            SmppDefinition definition, ProviderSettings settings, Clock clock, DeliveryReports reports) {
        SmppProvider provider = prepare(definition, settings, clock, reports);
        provider.start();
        return provider;
    }

    /** @param trust decides which certificates are trusted */
    static SmppProvider open(
            SmppDefinition definition,
            ProviderSettings settings,
            Clock clock,
            DeliveryReports reports,
            SSLContext trust) {
        SmppProvider provider = prepare(definition, settings, clock, reports, trust);
        provider.start();
        return provider;
    }

    /** Begins to bind, because receipts arrive over a bound session only. */
    @Override
    public void start() {
        link.start();
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public Optional<Cost> cost(String country, int segments) {
        return definition.price().map(price -> price.cost(country, segments));
    }

    /** All messages share one session, so a route can set a sender and nothing else. */
    @Override
    public Optional<String> unknownValue(SenderProfile profile) {
        return profile.values().keySet().stream()
                .sorted()
                .findFirst()
                .or(() -> profile.baseUrl().map(address -> "base-url"));
    }

    @Override
    public Optional<String> refusedSender(String sender) {
        try {
            SmppAddress unused = SmppAddress.sender(sender, definition.source());
            return Optional.empty();
        } catch (IllegalArgumentException unsendable) {
            return Optional.ofNullable(unsendable.getMessage());
        }
    }

    @Override
    public DeliveryOutcome send(WordedMessage message) {
        Optional<Duration> wait = pace.flatMap(Pace::take);
        if (wait.isPresent()) {
            return DeliveryOutcome.Deferred.busy("own limit of " + definition.name(), wait);
        }
        long deadline = System.nanoTime()
                + Math.min(
                        settings.overallTimeout().toNanos(), message.timeLeft().toNanos());
        SmppAddress sender;
        try {
            sender = message.profile()
                    .from()
                    .map(own -> SmppAddress.sender(own, definition.source()))
                    .orElse(from);
        } catch (IllegalArgumentException unsendable) {
            return new DeliveryOutcome.Declined("sender cannot be sent");
        }
        int id = message.id().value().hashCode();
        SmppText text;
        try {
            text = SmppText.of(message.text(), id);
        } catch (IllegalArgumentException tooLong) {
            return new DeliveryOutcome.Declined("text too long");
        }
        DeliveryOutcome outcome = new DeliveryOutcome.Declined("no text");
        for (byte[] part : text.parts()) {
            outcome = submit(sender, message, text, part, id, deadline);
            if (outcome.acceptance().isEmpty()) {
                return outcome;
            }
        }
        return outcome;
    }

    private DeliveryOutcome submit(
            SmppAddress sender, WordedMessage message, SmppText text, byte[] part, int id, long deadline) {
        try {
            link.start();
            SmppLink.Lookup lookup = link.find(deadline);
            if (lookup.session().isEmpty()) {
                return new DeliveryOutcome.Deferred(lookup.reason(), Optional.empty());
            }
            if (millisLeft(deadline) <= 0) {
                return DeliveryOutcome.Deferred.busy("no time left", Optional.empty());
            }
            if (!window.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return behind();
            }
            try {
                // Room that comes with the deadline comes too late.
                return millisLeft(deadline) > 0
                        ? submit(lookup.session().get(), sender, message, text, part, id, deadline)
                        : behind();
            } finally {
                window.release();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.Deferred("interrupted", Optional.empty());
        }
    }

    private static DeliveryOutcome behind() {
        return new DeliveryOutcome.Deferred("carrier is behind with its answers", Optional.empty());
    }

    private static long millisLeft(long deadline) {
        return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }

    private DeliveryOutcome submit(
            SmppSession session,
            SmppAddress sender,
            WordedMessage message,
            SmppText text,
            byte[] part,
            int id,
            long deadline) {
        try {
            String answered = session.submit(
                    sender,
                    SmppAddress.reader(message.to()),
                    text,
                    part,
                    new RegisteredDelivery(
                            definition.hearsReceipts()
                                    ? SMSCDeliveryReceipt.SUCCESS_FAILURE
                                    : SMSCDeliveryReceipt.DEFAULT),
                    // The protocol has no idempotency key; this parameter comes nearest (SMPP 3.4 §5.3.2.17).
                    new OptionalParameter.User_message_reference((short) id),
                    message.timeLeft(),
                    Math.max(1, millisLeft(deadline)));
            return new DeliveryOutcome.Accepted(
                    definition.name(),
                    Optional.of(definition.referenceOfAnswer(answered)).filter(found -> !found.isEmpty()));
        } catch (NegativeResponseException refused) {
            return SmppAnswers.outcome(definition, refused.getCommandStatus());
        } catch (GenericNackResponseException refused) {
            return SmppAnswers.outcome(definition, refused.getCommandStatus());
        } catch (SmppSession.NotWrittenException unbound) {
            return new DeliveryOutcome.Deferred("no connection", Optional.empty());
        } catch (ResponseTimeoutException late) {
            return new DeliveryOutcome.Unknown(
                    Thread.currentThread().isInterrupted() ? "interrupted" : "no answer in time");
        } catch (InvalidResponseException | IOException lost) {
            return new DeliveryOutcome.Unknown("lost answer");
        } catch (PDUException unsendable) {
            return new DeliveryOutcome.Declined("message has no form in SMPP");
        }
    }

    /** Ends the session. Later messages are deferred. */
    @Override
    public void close() {
        link.close();
    }
}
