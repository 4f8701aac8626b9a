package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.inbox.DevelopmentInbox;
import io.latchkey.adapters.sms.inbox.InboxMessage;
import io.latchkey.adapters.sms.template.MessageTemplates;
import io.latchkey.adapters.sms.template.RenderedMessage;
import io.latchkey.application.delivery.port.MessageGateway;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Clock;
import java.util.Optional;

/**
 * Words a message once and hands it to its channel's provider. Where there is a development inbox it keeps every message, and stands
 * in for a provider that is not set up.
 */
public final class RoutingMessageGateway implements MessageGateway {
    private static final System.Logger LOG = System.getLogger(RoutingMessageGateway.class.getName());
    private static final DeliveryOutcome INTO_INBOX = new DeliveryOutcome.Accepted("inbox", Optional.empty());

    private final MessageTemplates templates;
    private final Optional<MailSender> mailSender;
    private final Optional<SmsSender> smsSender;
    private final Optional<DevelopmentInbox> inbox;
    private final Clock clock;

    /** @param inbox present in development only: it keeps codes readable */
    public RoutingMessageGateway(
            MessageTemplates templates,
            Optional<MailSender> mailSender,
            Optional<SmsSender> smsSender,
            Optional<DevelopmentInbox> inbox,
            Clock clock) {
        this.templates = templates;
        this.mailSender = mailSender;
        this.smsSender = smsSender;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public DeliveryOutcome deliver(OutboundMessage message) {
        if (message.timeLeft().isZero() || message.timeLeft().isNegative()) {
            return new DeliveryOutcome.Rejected("past its deadline");
        }
        RenderedMessage rendered;
        try {
            rendered = templates.render(message);
        } catch (RuntimeException unworded) {
            LOG.log(System.Logger.Level.ERROR, "message {0} could not be worded: {1}", message.id(), nameOf(unworded));
            return new DeliveryOutcome.Rejected("could not be worded");
        }
        inbox.ifPresent(kept -> kept.add(inboxMessage(message, rendered)));
        try {
            return hand(message, rendered);
        } catch (RuntimeException bug) {
            // The sender broke its promise not to throw; whether the message left is anybody's guess.
            LOG.log(System.Logger.Level.ERROR, "sending message {0} failed: {1}", message.id(), nameOf(bug));
            return new DeliveryOutcome.Unknown("internal failure: " + nameOf(bug));
        }
    }

    private DeliveryOutcome hand(OutboundMessage message, RenderedMessage rendered) {
        if (message.contact() instanceof EmailAddress email) {
            return mailSender
                    .map(sender -> sender.send(new MailMessage(
                            message.id(),
                            email,
                            rendered.language(),
                            rendered.subject().orElseThrow(),
                            rendered.text(),
                            rendered.html().orElseThrow())))
                    .orElseGet(() -> withoutProvider(message));
        }
        PhoneNumber phone = (PhoneNumber) message.contact();
        return smsSender
                .map(sender -> sender.send(new SmsMessage(
                        message.id(),
                        phone,
                        rendered.text(),
                        message.code().map(OtpCode::value),
                        rendered.language(),
                        rendered.template())))
                .orElseGet(() -> withoutProvider(message));
    }

    private DeliveryOutcome withoutProvider(OutboundMessage message) {
        return inbox.isPresent()
                ? INTO_INBOX
                : new DeliveryOutcome.Rejected(
                        "no provider for " + message.contact().channel().wireName());
    }

    private InboxMessage inboxMessage(OutboundMessage message, RenderedMessage rendered) {
        return new InboxMessage(
                message.id(),
                message.contact(),
                message.purpose().map(OtpPurpose::value).orElse(message.kind().wireName()),
                rendered.subject(),
                rendered.text(),
                message.code().map(OtpCode::value).filter(rendered.text()::contains),
                rendered.link(),
                clock.instant());
    }

    private static String nameOf(RuntimeException failure) {
        return failure.getClass().getSimpleName();
    }
}
