package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Phones are reached by SMS, then by WhatsApp, and by a call when the requester chooses one. */
class ChosenChannelTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final Contact PHONE = new PhoneNumber("+4915112345678");
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);
    private static final List<Channel> OFFERED = List.of(Channel.SMS, Channel.WHATSAPP, Channel.VOICE);

    private final TestApplication.Settings settings = settings();
    private final TestApplication app = settings.start();

    private static TestApplication.Settings settings() {
        RouteStep call = step(Channel.VOICE, Duration.ZERO, "voice");
        return TestApplication.settings()
                .routes(new RoutingTable(List.of(
                        new RoutingRule(
                                RouteCriteria.all(ContactKind.PHONE),
                                List.of(
                                        step(Channel.SMS, Duration.ofSeconds(45), "sms"),
                                        step(Channel.WHATSAPP, Duration.ZERO, "whatsapp"),
                                        new RouteStep(
                                                call.channel(),
                                                call.choices(),
                                                false,
                                                call.profile(),
                                                call.patience(),
                                                true))),
                        new RoutingRule(
                                RouteCriteria.all(ContactKind.EMAIL),
                                List.of(step(Channel.EMAIL, Duration.ZERO, "mail"))))));
    }

    private CodeSending send(OtpPurpose purpose, Contact contact, Channel channel) {
        return app.sendCode.send(
                SendCodeCommand.asked(purpose, contact, REQUESTER).by(Optional.of(channel)));
    }

    private IssuedChallenge sent(Contact contact, Channel channel) {
        return ((CodeSending.Sent) send(CUSTOM, contact, channel)).challenge();
    }

    private CodeResending resend(OtpChallenge challenge, Channel channel) {
        return app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER).by(Optional.of(channel)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Channel.class,
            names = {"SMS", "WHATSAPP", "VOICE"})
    void a_code_goes_by_the_chosen_channel_and_by_no_other(Channel channel) {
        app.gateway.answer(channel.wireName(), DeliveryOutcome.Deferred.busy("busy", Optional.empty()));
        IssuedChallenge issued = sent(PHONE, channel);
        app.deliver();
        assertThat(app.gateway.providers()).containsExactly(channel.wireName());
        assertThat(issued.channel()).isEqualTo(channel);
        assertThat(app.findCode.find(issued.challenge().id()).orElseThrow().channel())
                .isEqualTo(channel);
    }

    @Test
    void a_call_is_made_only_for_whoever_chooses_it() {
        app.gateway.answer("sms", new DeliveryOutcome.Declined("not here"));
        app.gateway.answer("whatsapp", new DeliveryOutcome.Declined("not here"));
        app.sendCode.send(SendCodeCommand.asked(CUSTOM, PHONE, REQUESTER));
        app.deliver();
        assertThat(app.gateway.providers()).containsExactly("sms", "whatsapp");
    }

    @Test
    void a_channel_that_the_route_lacks_is_refused_by_naming_the_others() {
        assertThat(send(CUSTOM, EMAIL, Channel.VOICE))
                .isEqualTo(new CodeSending.ChannelNotOffered(List.of(Channel.EMAIL)));
        assertThat(send(CUSTOM, PHONE, Channel.EMAIL)).isEqualTo(new CodeSending.ChannelNotOffered(OFFERED));
        assertThat(app.outbox()).isEmpty();
        OtpChallenge challenge = sent(PHONE, Channel.SMS).challenge();
        app.clock.advance(COOL_DOWN);
        assertThat(resend(challenge, Channel.EMAIL)).isEqualTo(new CodeResending.ChannelNotOffered(OFFERED));
        assertThat(resend(challenge, Channel.VOICE)).isInstanceOf(CodeResending.Sent.class);
    }

    @Test
    void strangers_and_owners_are_offered_the_same() {
        app.given(Fixtures.anyUser());
        Contact stranger = new PhoneNumber("+4915199999999");
        for (Contact contact : List.of(PHONE, stranger)) {
            assertThat(send(OtpPurpose.SIGN_IN, contact, Channel.EMAIL))
                    .isEqualTo(new CodeSending.ChannelNotOffered(OFFERED));
            assertThat(((CodeSending.Sent) send(OtpPurpose.SIGN_IN, contact, Channel.VOICE))
                            .challenge()
                            .channels())
                    .isEqualTo(OFFERED);
        }
    }

    @Test
    void a_challenge_tells_the_channels_that_it_can_still_use() {
        IssuedChallenge issued = sent(PHONE, Channel.SMS);
        assertThat(issued.channels()).isEqualTo(OFFERED);
        for (int left = issued.challenge().sendsLeft(); left > 0; left--) {
            app.clock.advance(COOL_DOWN);
            assertThat(resend(issued.challenge(), Channel.VOICE)).isInstanceOf(CodeResending.Sent.class);
        }
        IssuedChallenge found = app.findCode.find(issued.challenge().id()).orElseThrow();
        assertThat(found.channels()).isEmpty();
        assertThat(found.channel()).isEqualTo(Channel.VOICE);
    }

    @Test
    void another_channel_waits_as_long_as_the_same_one() {
        OtpChallenge challenge = sent(PHONE, Channel.SMS).challenge();
        assertThat(resend(challenge, Channel.VOICE)).isInstanceOf(CodeResending.Refused.class);
        assertThat(send(CUSTOM, PHONE, Channel.WHATSAPP)).isInstanceOf(CodeSending.Refused.class);
    }

    @Test
    void a_call_counts_against_the_sites_cap_like_an_sms() {
        TestApplication capped = settings()
                .sendingRules(
                        new NewPhonesPerSite(List.of(new ThrottleLimit("new-phones-per-hour", 2, Duration.ofHours(1)))))
                .start();
        List<Channel> channels = List.of(Channel.VOICE, Channel.SMS, Channel.VOICE, Channel.WHATSAPP);
        for (int i = 0; i < channels.size(); i++) {
            CodeSending sending =
                    capped.sendCode.send(SendCodeCommand.asked(CUSTOM, new PhoneNumber("+491511234567" + i), REQUESTER)
                            .by(Optional.of(channels.get(i))));
            assertThat(sending).isInstanceOf(i < 2 ? CodeSending.Sent.class : CodeSending.Refused.class);
        }
    }

    @Test
    void a_message_fails_when_the_chosen_channel_is_gone_from_the_route() {
        IssuedChallenge issued = sent(PHONE, Channel.VOICE);
        settings.routes(Fixtures.routes("sms"));
        app.deliver();
        assertThat(app.gateway.messages()).isEmpty();
        assertThat(app.findCode.find(issued.challenge().id()).orElseThrow().delivery())
                .isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void whoever_tries_channels_uses_up_the_limit_of_the_address() {
        TestApplication limited = settings().throttles(Fixtures.throttles(2)).start();
        SendCodeCommand byMail = SendCodeCommand.asked(CUSTOM, PHONE, REQUESTER).by(Optional.of(Channel.EMAIL));
        assertThat(limited.sendCode.send(byMail)).isInstanceOf(CodeSending.ChannelNotOffered.class);
        assertThat(limited.sendCode.send(byMail)).isInstanceOf(CodeSending.ChannelNotOffered.class);
        assertThat(limited.sendCode.send(byMail)).isInstanceOf(CodeSending.Refused.class);
    }
}
