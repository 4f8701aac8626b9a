package io.latchkey.adapters.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.inbox.DevelopmentInbox;
import io.latchkey.adapters.sms.inbox.InboxMessage;
import io.latchkey.adapters.sms.inbox.InboxProvider;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.adapters.sms.text.MessageTemplates;
import io.latchkey.adapters.sms.text.TemplateSettings;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SwitchboardTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Contact ADA = new EmailAddress("ada@example.org");
    private static final Contact PHONE = new PhoneNumber("+4915112345678");
    private static final DeliveryOutcome ACCEPTED = new DeliveryOutcome.Accepted("smtp", Optional.empty());
    private static final DeliveryOutcome BUSY =
            new DeliveryOutcome.Deferred("provider throttles (429)", Optional.of(Duration.ofSeconds(3)));

    private final List<WordedMessage> mails = new ArrayList<>();
    private final List<WordedMessage> texts = new ArrayList<>();
    private final DevelopmentInbox inbox = new DevelopmentInbox(new NumberingPlanContactParser(PhoneNumber::new), 1000);
    private final Provider mailHost = new Scripted("smtp", Channel.EMAIL, mail -> {
        mails.add(mail);
        return ACCEPTED;
    });
    private final Provider acme = new Scripted("acme", Channel.SMS, sms -> {
        texts.add(sms);
        return BUSY;
    });

    /** A provider of the test's own; a segment costs 0.075 EUR in Germany. */
    private record Scripted(String name, Channel channel, Function<WordedMessage, DeliveryOutcome> script)
            implements Provider {
        @Override
        public DeliveryOutcome send(WordedMessage message) {
            return script.apply(message);
        }

        @Override
        public Optional<Cost> cost(String country, int segments) {
            return country.equals("DE") ? Optional.of(new Cost(75_000L * segments, "EUR")) : Optional.empty();
        }
    }

    @Test
    void hands_each_channel_to_its_own_provider_and_reports_what_it_says() {
        Switchboard gateway = gateway(Optional.of(mailHost), Optional.of(acme), Optional.empty());
        assertThat(deliver(gateway, code(ADA, Duration.ofMinutes(5)), "smtp")).isEqualTo(ACCEPTED);
        assertThat(deliver(gateway, code(PHONE, Duration.ofMinutes(5)), "acme")).isEqualTo(BUSY);
        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.to()).isEqualTo(ADA);
            assertThat(mail.language()).isEqualTo("de");
            assertThat(mail.words().subject()).contains("Deine Anmeldung bei Latchkey");
            assertThat(mail.words().html().orElseThrow()).contains("483920");
            assertThat(mail.toString()).doesNotContain("483920").doesNotContain("ada");
        });
        assertThat(texts).singleElement().satisfies(sms -> {
            assertThat(sms.to()).isEqualTo(PHONE);
            assertThat(sms.text()).endsWith("\n@id.example.org #483920");
            assertThat(sms.toString()).doesNotContain("483920").doesNotContain("+49");
        });
    }

    @Test
    void lets_the_inbox_stand_in_for_a_missing_provider() {
        Switchboard gateway = gateway(Optional.empty(), Optional.empty(), Optional.of(inbox));
        DeliveryOutcome kept = new DeliveryOutcome.Accepted("inbox", Optional.empty());
        assertThat(deliver(gateway, code(ADA, Duration.ofMinutes(5)), "inbox")).isEqualTo(kept);
        assertThat(deliver(gateway, notice(PHONE), "inbox")).isEqualTo(kept);
        InboxMessage notice = inbox.find().get(0);
        assertThat(notice.purpose()).isEqualTo("password-changed");
        assertThat(notice.code()).isEmpty();
        assertThat(notice.subject()).isEmpty();
        InboxMessage mail = inbox.find("ada@example.org").get(0);
        assertThat(mail.purpose()).isEqualTo("sign-in");
        assertThat(mail.code()).contains("483920");
        assertThat(mail.subject()).contains("Deine Anmeldung bei Latchkey");
        assertThat(mail.link()).isEmpty();
        assertThat(mail.html().orElseThrow())
                .startsWith("<!DOCTYPE html>")
                .contains(mail.code().orElseThrow());
        assertThat(notice.html()).isEmpty();
        assertThat(mail.sentAt()).isEqualTo(NOW);
    }

    @Test
    void keeps_what_it_sends_in_the_inbox_as_well() {
        Switchboard gateway = gateway(Optional.of(mailHost), Optional.of(acme), Optional.of(inbox));
        assertThat(deliver(gateway, code(PHONE, Duration.ofMinutes(5)), "acme")).isEqualTo(BUSY);
        assertThat(inbox.find())
                .singleElement()
                .satisfies(
                        kept -> assertThat(kept.body()).isEqualTo(texts.get(0).text()));
    }

    @Test
    void shows_the_reset_link_in_the_inbox() {
        Switchboard gateway = gateway(Optional.empty(), Optional.empty(), Optional.of(inbox));
        deliver(
                gateway,
                new OutboundMessage(
                        new OutboxMessageId(new UUID(0, 9)),
                        MessageKind.CODE,
                        ADA,
                        Locale.ENGLISH,
                        Optional.of(OtpPurpose.RESET_PASSWORD),
                        Optional.of(new OtpCode("483920")),
                        Optional.of("abc.def"),
                        Duration.ofMinutes(5)),
                "inbox");
        assertThat(inbox.find().get(0).link()).contains("https://id.example.org/reset?token=abc.def");
    }

    @Test
    void puts_a_message_off_when_its_provider_is_there_no_more() {
        Switchboard gateway = gateway(Optional.of(mailHost), Optional.empty(), Optional.empty());
        assertThat(deliver(gateway, code(PHONE, Duration.ofMinutes(5)), "acme"))
                .isEqualTo(DeliveryOutcome.Deferred.busy("no provider acme", Optional.empty()));
    }

    @Test
    void tells_what_was_sent_and_what_it_costs() {
        Switchboard gateway = gateway(Optional.of(mailHost), Optional.of(acme), Optional.empty());
        Handover sms = gateway.current().handOver(code(PHONE, Duration.ofMinutes(5)), "acme", SenderProfile.NONE, "DE");
        assertThat(sms.template()).isEqualTo("code-sign-in/de");
        assertThat(sms.segments()).isEqualTo(1);
        assertThat(sms.channel()).isEqualTo(Channel.SMS);
        assertThat(sms.cost()).contains(new Cost(75_000, "EUR"));
        Handover mail = gateway.current().handOver(code(ADA, Duration.ofMinutes(5)), "smtp", SenderProfile.NONE, "");
        assertThat(mail.channel()).isEqualTo(Channel.EMAIL);
        assertThat(mail.cost()).isEmpty();
    }

    @Test
    void goes_by_another_plan_from_the_next_message_on() {
        Switchboard gateway = gateway(Optional.empty(), Optional.of(acme), Optional.empty());
        Provider other = new Scripted("acme", Channel.WHATSAPP, sms -> ACCEPTED);
        DeliveryPlan before = gateway.plan();
        gateway.install(new DeliveryPlan(List.of(other), before.routes(), Map.of(), before.templates()));
        Handover handover =
                gateway.current().handOver(code(PHONE, Duration.ofMinutes(5)), "acme", SenderProfile.NONE, "DE");
        assertThat(handover.outcome()).isEqualTo(ACCEPTED);
        assertThat(handover.channel()).isEqualTo(Channel.WHATSAPP);
        assertThat(texts).isEmpty();
    }

    @Test
    void hands_the_profile_of_the_route_to_the_provider() {
        Switchboard gateway = gateway(Optional.empty(), Optional.of(acme), Optional.empty());
        SenderProfile profile = new SenderProfile(Optional.of("Site"), Map.of("region", "eu"), Optional.empty());
        gateway.current().handOver(code(PHONE, Duration.ofMinutes(5)), "acme", profile, "DE");
        assertThat(texts)
                .singleElement()
                .satisfies(sms -> assertThat(sms.profile()).isEqualTo(profile));
    }

    @Test
    void sends_nothing_once_the_deadline_is_over() {
        Switchboard gateway = gateway(Optional.of(mailHost), Optional.of(acme), Optional.of(inbox));
        assertThat(deliver(gateway, code(ADA, Duration.ZERO), "smtp"))
                .isEqualTo(new DeliveryOutcome.Rejected("past its deadline"));
        assertThat(deliver(gateway, code(PHONE, Duration.ofMillis(-1)), "acme"))
                .isEqualTo(new DeliveryOutcome.Rejected("past its deadline"));
        assertThat(mails).isEmpty();
        assertThat(texts).isEmpty();
        assertThat(inbox.find()).isEmpty();
    }

    @Test
    void turns_a_providers_bug_into_an_unknown_outcome() {
        Switchboard gateway = gateway(
                Optional.of(new Scripted("smtp", Channel.EMAIL, mail -> {
                    throw new IllegalStateException("483920 for ada@example.org");
                })),
                Optional.empty(),
                Optional.empty());
        assertThat(deliver(gateway, code(ADA, Duration.ofMinutes(5)), "smtp"))
                .isEqualTo(new DeliveryOutcome.Unknown("internal failure: IllegalStateException"));
    }

    @Test
    void gives_up_a_message_that_cannot_be_worded() {
        Switchboard gateway = gateway(Optional.of(mailHost), Optional.empty(), Optional.of(inbox));
        OutboundMessage purposeless = new OutboundMessage(
                new OutboxMessageId(new UUID(0, 8)),
                MessageKind.CODE,
                ADA,
                Locale.ENGLISH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofMinutes(5));
        assertThat(deliver(gateway, purposeless, "smtp"))
                .isEqualTo(new DeliveryOutcome.Rejected("could not be worded"));
        assertThat(mails).isEmpty();
    }

    private static DeliveryOutcome deliver(Switchboard gateway, OutboundMessage message, String provider) {
        return gateway.current()
                .handOver(message, provider, SenderProfile.NONE, "")
                .outcome();
    }

    private static Switchboard gateway(
            Optional<Provider> mail, Optional<Provider> sms, Optional<DevelopmentInbox> kept) {
        TemplateSettings settings = new TemplateSettings(
                "Latchkey",
                "id.example.org",
                Locale.ENGLISH,
                Optional.empty(),
                Optional.of("https://id.example.org/reset?token={token}"));
        List<Provider> providers =
                new ArrayList<>(List.of(new InboxProvider(Channel.EMAIL), new InboxProvider(Channel.SMS)));
        mail.ifPresent(providers::add);
        sms.ifPresent(providers::add);
        return new Switchboard(
                new DeliveryPlan(providers, new RoutingTable(List.of()), Map.of(), new MessageTemplates(settings)),
                kept,
                CLOCK);
    }

    private static OutboundMessage code(Contact to, Duration timeLeft) {
        return new OutboundMessage(
                new OutboxMessageId(new UUID(0, 1)),
                MessageKind.CODE,
                to,
                Locale.GERMAN,
                Optional.of(OtpPurpose.SIGN_IN),
                Optional.of(new OtpCode("483920")),
                Optional.empty(),
                timeLeft);
    }

    private static OutboundMessage notice(Contact to) {
        return new OutboundMessage(
                new OutboxMessageId(new UUID(0, 2)),
                MessageKind.PASSWORD_CHANGED,
                to,
                Locale.FRENCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofHours(1));
    }
}
