package io.latchkey.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTableTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+4915112345678");
    private static final RouteStep STEP = step("any");

    private static RouteStep step(String provider) {
        return new RouteStep(
                Channel.SMS, List.of(new ProviderChoice(provider, 1)), false, SenderProfile.NONE, Duration.ZERO);
    }

    private static RoutingRule rule(String provider, RouteCriteria criteria) {
        return new RoutingRule(criteria, List.of(step(provider)));
    }

    private static RouteCriteria country(String... codes) {
        return new RouteCriteria(ContactKind.PHONE, Set.of(codes), Set.of(), Set.of(), Set.of());
    }

    private static RouteCriteria prefix(String... prefixes) {
        return new RouteCriteria(ContactKind.PHONE, Set.of(), Set.of(prefixes), Set.of(), Set.of());
    }

    private static RouteCriteria purpose(String... purposes) {
        return new RouteCriteria(ContactKind.PHONE, Set.of(), Set.of(), Set.of(purposes), Set.of());
    }

    private static RouteCriteria app(String... apps) {
        return new RouteCriteria(ContactKind.PHONE, Set.of(), Set.of(), Set.of(), Set.of(apps));
    }

    private static RouteQuery query(Contact contact, String country, OtpPurpose purpose) {
        return new RouteQuery(contact, country, Optional.of(purpose));
    }

    private static RouteQuery code(String purpose) {
        return query(PHONE, "DE", new OtpPurpose(purpose));
    }

    private static RouteQuery notice() {
        return new RouteQuery(PHONE, "DE", Optional.empty());
    }

    @Test
    void takes_the_first_rule_that_fits() {
        RoutingTable table = new RoutingTable(List.of(
                rule("french", country("FR")),
                rule("mobile", prefix("+4915")),
                rule("german", country("DE")),
                rule("rest", RouteCriteria.all(ContactKind.PHONE))));
        assertThat(chosen(table, new PhoneNumber("+33612345678"), "FR")).contains("french");
        assertThat(chosen(table, PHONE, "DE")).contains("mobile");
        assertThat(chosen(table, new PhoneNumber("+4930123456"), "DE")).contains("german");
        assertThat(chosen(table, new PhoneNumber("+8613812345678"), "CN")).contains("rest");
        assertThat(chosen(table, new EmailAddress("ada@example.org"), "")).isEmpty();
    }

    private static Optional<String> chosen(RoutingTable table, Contact contact, String country) {
        return table.find(query(contact, country, OtpPurpose.SIGN_IN))
                .map(rule -> rule.steps().get(0).choices().get(0).provider());
    }

    @Test
    void takes_an_emails_rule_for_an_email() {
        RouteQuery email = query(new EmailAddress("ada@example.org"), "", OtpPurpose.SIGN_IN);
        assertThat(RouteCriteria.all(ContactKind.EMAIL).fits(email)).isTrue();
        assertThat(RouteCriteria.all(ContactKind.EMAIL).fits(code("sign-in"))).isFalse();
        assertThat(RouteCriteria.all(ContactKind.PHONE).fits(email)).isFalse();
    }

    @Test
    void fits_one_of_several_countries_and_no_number_without_one() {
        assertThat(country("FR", "DE").fits(code("sign-in"))).isTrue();
        assertThat(country("FR", "AT").fits(code("sign-in"))).isFalse();
        assertThat(country("FR").fits(query(new PhoneNumber("+88312345678"), "", OtpPurpose.SIGN_IN)))
                .isFalse();
    }

    @Test
    void fits_one_of_several_beginnings_of_a_number() {
        assertThat(prefix("+33", "+4915").fits(code("sign-in"))).isTrue();
        assertThat(prefix("+4916").fits(code("sign-in"))).isFalse();
        // The digits are there, but not at the beginning.
        assertThat(prefix("+15").fits(code("sign-in"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sign-in, sign-in, true",
        "sign-in, reset-password, false",
        "sign-in, acme/sign-in, true",
        "reset-password, acme/sign-in, false",
        "custom, custom:pay, true",
        "custom:pay, custom:pay, true",
        "custom:pay, custom:ship, false",
        "custom, sign-in, false",
        "notice, sign-in, false"
    })
    void fits_what_a_code_is_for(String wanted, String purpose, boolean fits) {
        assertThat(purpose(wanted).fits(code(purpose))).isEqualTo(fits);
    }

    @Test
    void fits_messages_without_a_code_as_notices() {
        assertThat(purpose("notice").fits(notice())).isTrue();
        assertThat(purpose("sign-in", "notice").fits(notice())).isTrue();
        assertThat(purpose("sign-in").fits(notice())).isFalse();
        assertThat(RouteCriteria.all(ContactKind.PHONE).fits(notice())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "acme, acme/sign-in, true",
        "acme, essdee/sign-in, false",
        "acme, sign-in, false",
        "native, sign-in, true",
        "native, custom:pay, true",
        "native, acme/sign-in, false"
    })
    void fits_the_api_a_code_was_asked_for_by(String wanted, String purpose, boolean fits) {
        assertThat(app(wanted).fits(code(purpose))).isEqualTo(fits);
    }

    @Test
    void counts_notices_to_the_native_api() {
        assertThat(app("native").fits(notice())).isTrue();
        assertThat(app("acme").fits(notice())).isFalse();
    }

    @Test
    void wants_all_that_is_named_to_hold() {
        RouteCriteria criteria =
                new RouteCriteria(ContactKind.PHONE, Set.of("DE"), Set.of("+4915"), Set.of("sign-in"), Set.of("acme"));
        assertThat(criteria.fits(code("acme/sign-in"))).isTrue();
        assertThat(criteria.fits(code("sign-in"))).isFalse();
        assertThat(criteria.fits(code("acme/reset-password"))).isFalse();
        assertThat(criteria.fits(query(PHONE, "AT", new OtpPurpose("acme/sign-in"))))
                .isFalse();
        assertThat(criteria.fits(query(new PhoneNumber("+4930123456"), "DE", new OtpPurpose("acme/sign-in"))))
                .isFalse();
    }

    @Test
    void prints_no_contact() {
        assertThat(code("sign-in").toString())
                .contains("DE", "sign-in")
                .doesNotContain(PHONE.value())
                .doesNotContain("5678");
    }

    @Test
    void refuses_a_way_that_leads_nowhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoutingRule(RouteCriteria.all(ContactKind.PHONE), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new RouteStep(Channel.SMS, List.of(), STEP.isWeighted(), STEP.profile(), STEP.patience()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void refuses_a_weight_out_of_range(int weight) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProviderChoice("a", weight));
    }

    @Test
    void takes_the_least_and_the_greatest_weight() {
        assertThat(new ProviderChoice("a", 1).weight()).isEqualTo(1);
        assertThat(new ProviderChoice("a", 1000).weight()).isEqualTo(1000);
    }

    private static RouteStep step(Channel channel, boolean onRequest) {
        return new RouteStep(
                channel,
                List.of(new ProviderChoice(channel.wireName(), 1)),
                false,
                SenderProfile.NONE,
                Duration.ofSeconds(30),
                onRequest);
    }

    /** WhatsApp, then SMS, then another SMS; a call only for whoever asks for one. */
    private static final RoutingRule CHOICES = new RoutingRule(
            RouteCriteria.all(ContactKind.PHONE),
            List.of(
                    step(Channel.WHATSAPP, false),
                    step(Channel.SMS, false),
                    step(Channel.VOICE, true),
                    step(Channel.SMS, false)));

    @ParameterizedTest
    @CsvSource({"'', WHATSAPP;SMS;SMS", "WHATSAPP, WHATSAPP", "SMS, SMS;SMS", "VOICE, VOICE", "EMAIL, ''"})
    void keeps_a_message_to_the_channel_that_was_chosen(String chosen, String taken) {
        Optional<Channel> channel = chosen.isEmpty() ? Optional.empty() : Optional.of(Channel.valueOf(chosen));
        assertThat(CHOICES.steps(channel))
                .extracting(one -> one.channel().name())
                .isEqualTo(taken.isEmpty() ? List.of() : List.of(taken.split(";")));
    }

    @Test
    void offers_each_channel_once() {
        RoutingTable table = new RoutingTable(List.of(rule("french", country("FR")), CHOICES));
        assertThat(table.channels(query(PHONE, "DE", OtpPurpose.SIGN_IN)))
                .containsExactly(Channel.WHATSAPP, Channel.SMS, Channel.VOICE);
        assertThat(table.channels(query(new PhoneNumber("+33612345678"), "FR", OtpPurpose.SIGN_IN)))
                .containsExactly(Channel.SMS);
        assertThat(table.channels(query(new EmailAddress("ada@example.org"), "", OtpPurpose.SIGN_IN)))
                .isEmpty();
    }

    @Test
    void needs_a_step_that_is_taken_without_a_request() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RoutingRule(RouteCriteria.all(ContactKind.PHONE), List.of(step(Channel.VOICE, true))))
                .withMessage("a rule must have a step that is taken without a request");
    }
}
