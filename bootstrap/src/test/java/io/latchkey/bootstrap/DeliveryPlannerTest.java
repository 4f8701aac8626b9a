package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.RouteQuery;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryPlannerTest {
    private static final PhoneNumber GERMAN = new PhoneNumber("+4915112345678");

    private static final DeliveryReports NOBODY = (provider, reference, state) -> {};

    @TempDir
    private Path folder;

    private final Map<String, String> values = new HashMap<>();

    @BeforeEach
    void twoProviders() throws IOException {
        define("one", "{to}");
        define("two", "{to}");
        values.put("latchkey.providers.folder", folder.toString());
    }

    private void define(String name, String to) throws IOException {
        define(folder, name, to);
    }

    private static void define(Path place, String name, String to) throws IOException {
        Files.writeString(place.resolve(name + ".yaml"), """
                name: %s
                channel: sms
                request: {url: "https://%s.example.org/", form: {to: "%s", text: "{text}"}}
                accepted: {status: 200}
                price: {currency: EUR, default: 0.08, DE: 0.07}
                """.formatted(name, name, to));
    }

    private Path route(String yaml) throws IOException {
        Path file = folder.resolve("routing.yml");
        values.put("latchkey.delivery.routes", file.toString());
        return Files.writeString(file, yaml);
    }

    private DeliveryPlanner planner(boolean hasInbox) {
        return new DeliveryPlanner(
                SettingsFixture.of(values), "https://id.example.org", List.of(), hasInbox, NOBODY, Clock.systemUTC());
    }

    private static Optional<RoutingRule> ruleFor(DeliveryPlanner.Planned planned, OtpPurpose purpose) {
        return planned.plan().routes().find(new RouteQuery(GERMAN, "DE", Optional.of(purpose)));
    }

    private static List<String> names(RouteStep step) {
        return step.choices().stream().map(ProviderChoice::provider).toList();
    }

    @Test
    void prefers_the_providers_of_the_settings_in_their_order() {
        values.put("latchkey.sms.provider", "two, one");
        RouteStep step = ruleFor(planner(true).plan(), OtpPurpose.SIGN_IN)
                .orElseThrow()
                .steps()
                .get(0);
        assertThat(names(step)).containsExactly("two", "one");
        assertThat(step.isWeighted()).isFalse();
    }

    @Test
    void goes_by_the_rules_first_and_by_the_settings_where_none_fits() throws IOException {
        values.put("latchkey.sms.provider", "one");
        route("""
                rules:
                  - when: {country: [DE], purpose: sign-in}
                    steps:
                      - {providers: {two: 70, one: 30}, from: Site, base-url: "https://eu.example.org", wait: PT30S}
                      - {providers: [one]}
                """);
        DeliveryPlanner.Planned planned = planner(false).plan();
        List<RouteStep> steps =
                ruleFor(planned, OtpPurpose.SIGN_IN).orElseThrow().steps();
        assertThat(steps.get(0).choices())
                .containsExactly(new ProviderChoice("two", 70), new ProviderChoice("one", 30));
        assertThat(steps.get(0).profile().from()).contains("Site");
        assertThat(steps.get(0).profile().baseUrl()).contains("https://eu.example.org");
        assertThat(steps.get(0).patience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(names(steps.get(1))).containsExactly("one");
        assertThat(names(ruleFor(planned, OtpPurpose.VERIFY_CONTACT)
                        .orElseThrow()
                        .steps()
                        .get(0)))
                .containsExactly("one");
    }

    @Test
    void has_no_route_where_nobody_is_named_and_the_inbox_where_there_is_one() {
        assertThat(ruleFor(planner(false).plan(), OtpPurpose.SIGN_IN)).isEmpty();
        assertThat(names(ruleFor(planner(true).plan(), OtpPurpose.SIGN_IN)
                        .orElseThrow()
                        .steps()
                        .get(0)))
                .containsExactly("inbox");
    }

    private static List<String> mailers(DeliveryPlanner.Planned planned) {
        RouteQuery query = new RouteQuery(new EmailAddress("ada@example.org"), "", Optional.of(OtpPurpose.SIGN_IN));
        return planned.plan().routes().find(query).stream()
                .flatMap(rule -> rule.steps().stream())
                .flatMap(step -> names(step).stream())
                .toList();
    }

    @Test
    void sends_mail_by_those_whom_the_settings_name_in_their_order() throws IOException {
        values.put("latchkey.email.provider", "sendgrid,smtp,sendgrid");
        values.put("latchkey.providers.sendgrid.api-key", "k");
        List<Provider> hosts = List.of(new InboxNamed("smtp"), new InboxNamed("smtp-2"));
        DeliveryPlanner planner = new DeliveryPlanner(
                SettingsFixture.of(values), "https://id.example.org", hosts, false, NOBODY, Clock.systemUTC());
        DeliveryPlanner.Planned planned = planner.plan();
        assertThat(mailers(planned)).containsExactly("sendgrid", "smtp");
        assertThat(planned.plan().receipts()).containsKey("sendgrid");
        assertThat(ruleFor(planned, OtpPurpose.SIGN_IN)).isEmpty();
        values.remove("latchkey.email.provider");
        assertThat(mailers(new DeliveryPlanner(
                                SettingsFixture.of(values),
                                "https://id.example.org",
                                hosts,
                                false,
                                NOBODY,
                                Clock.systemUTC())
                        .plan()))
                .containsExactly("smtp", "smtp-2");
    }

    /** A mail server that is never asked. */
    private record InboxNamed(String name) implements Provider {
        @Override
        public Channel channel() {
            return Channel.EMAIL;
        }

        @Override
        public DeliveryOutcome send(WordedMessage message) {
            throw new IllegalStateException("nobody sends here");
        }
    }

    @Test
    void names_the_key_of_mail_that_is_amiss() {
        values.put("latchkey.email.provider", "one");
        refused("latchkey.email.provider must name providers that reach e-mail addresses.");
        values.put("latchkey.email.provider", "smtp");
        refused("latchkey.email.provider must be one of twilio, vonage");
        values.put("latchkey.email.provider", "sendgrid");
        refused("latchkey.providers.sendgrid.api-key or latchkey.providers.sendgrid.api-key-file must be set.");
        values.put("latchkey.providers.sendgrid.api-key", "k");
        values.put("latchkey.email.from", "codes");
        refused("latchkey.email.from must be");
        values.remove("latchkey.email.from");
        values.put("latchkey.smtp.from", "codes@");
        refused("latchkey.smtp.from must be");
        values.remove("latchkey.smtp.from");
        values.put("latchkey.email.reply-to", "help");
        refused("latchkey.email.reply-to must be");
        values.remove("latchkey.email.reply-to");
        values.put("latchkey.email.from-name", "x".repeat(101));
        refused("latchkey.email.from-name must be at most 100 characters in one line.");
        values.put("latchkey.email.from-name", "x");
        values.put("latchkey.email.timeout", "PT11S");
        refused("latchkey.email.timeout must be more than zero and at most PT10S.");
    }

    @Test
    void keeps_providers_that_are_the_same_and_retires_those_that_are_not() throws IOException {
        values.put("latchkey.sms.provider", "one,two");
        DeliveryPlanner planner = planner(false);
        List<Provider> before = planner.plan().plan().providers();
        define("two", "{toDigits}");
        DeliveryPlanner.Planned after = planner.plan();
        assertThat(after.plan().providers()).contains(named(before, "one")).doesNotContain(named(before, "two"));
        assertThat(after.retired()).containsExactly(named(before, "two"));
        assertThat(after.refusals()).isEmpty();
    }

    private static Provider named(List<Provider> providers, String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keeps_the_definition_before_when_a_file_breaks_and_takes_up_the_others() throws IOException {
        values.put("latchkey.sms.provider", "one,two");
        DeliveryPlanner planner = planner(false);
        List<Provider> before = planner.plan().plan().providers();
        define("two", "{toDigits}");
        Path broken = Files.writeString(folder.resolve("one.yaml"), "name: one\nchanel: sms\n");
        DeliveryPlanner.Planned after = planner.plan();
        assertThat(after.plan().providers()).contains(named(before, "one")).doesNotContain(named(before, "two"));
        assertThat(after.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).startsWith(broken + ":2: chanel is no key known here"));
    }

    @Test
    void keeps_a_provider_of_the_settings_whose_file_is_gone() throws IOException {
        values.put("latchkey.sms.provider", "one,two");
        DeliveryPlanner planner = planner(false);
        List<Provider> before = planner.plan().plan().providers();
        Files.delete(folder.resolve("two.yaml"));
        DeliveryPlanner.Planned after = planner.plan();
        assertThat(after.plan().providers()).contains(named(before, "two"));
        assertThat(after.refusals()).hasSize(1);
        assertThat(after.retired()).isEmpty();
    }

    @Test
    void makes_no_plan_when_the_routes_name_a_provider_whose_file_is_gone() throws IOException {
        Path file = route("rules:\n  - providers: [one, two]\n");
        DeliveryPlanner planner = planner(false);
        assertThat(planner.plan().refusals()).isEmpty();
        Files.delete(folder.resolve("two.yaml"));
        assertThatThrownBy(planner::plan)
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(file + ":2: rules[0].providers[1] names two, of which there is no definition");
    }

    @Test
    void keeps_what_it_has_while_the_folder_of_definitions_is_gone() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        values.put("latchkey.providers.folder", own.toString());
        values.put("latchkey.sms.provider", "46elks");
        define(own, "46elks", "{to}");
        DeliveryPlanner planner = planner(false);
        List<Provider> before = planner.plan().plan().providers();
        Path away = Files.move(own, folder.resolve("away"));
        assertThatThrownBy(planner::plan).hasMessage("latchkey.providers.folder is gone.");
        Files.move(away, own);
        assertThat(planner.plan().plan().providers()).isEqualTo(before);
    }

    @Test
    void still_hears_receipts_of_a_provider_that_no_route_names_any_more() throws IOException {
        route("rules:\n  - providers: [two]\n");
        DeliveryPlanner planner = planner(false);
        planner.plan();
        route("rules:\n  - providers: [one]\n");
        DeliveryPlanner.Planned after = planner.plan();
        assertThat(after.plan().providers()).extracting(Provider::name).containsExactly("one");
        assertThat(after.plan().receipts()).containsOnlyKeys("one", "two");
    }

    @Test
    void asks_a_provider_that_the_settings_name_twice_once() {
        values.put("latchkey.sms.provider", "one,two,one");
        assertThat(names(ruleFor(planner(false).plan(), OtpPurpose.SIGN_IN)
                        .orElseThrow()
                        .steps()
                        .get(0)))
                .containsExactly("one", "two");
    }

    @Test
    void tells_of_a_broken_definition_that_no_route_names_and_goes_on() throws IOException {
        values.put("latchkey.sms.provider", "one");
        Path broken = Files.writeString(folder.resolve("three.yaml"), "name: three\nchanel: sms\n");
        assertThat(planner(false).plan().refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal).startsWith(broken + ":2:"));
    }

    @Test
    void names_the_line_of_a_rule_it_cannot_follow() throws IOException {
        Path file = route("rules:\n  - providers: [nobody-such]\n");
        refused(file + ":2: rules[0].providers[0] names nobody-such, of which there is no definition");
        route("rules:\n  - providers: [one]\n    when: {country: [GERMANY]}\n");
        refused(file + ":3: rules[0].when.country[0] must be ISO 3166 codes such as DE.");
        route("rules:\n  - providers: [one]\n    values: {region: eu}\n");
        refused(file + ":2: rules[0] sets region, which one has no use for.");
        route("rules:\n  - {providers: [one], wait: PT3S}\n");
        refused(file + ":2: rules[0].wait is for a step that another one follows.");
        route("rules:\n  - {providers: [inbox], from: Site}\n");
        refused(file + ":2: rules[0] sets from, which inbox has no use for.", true);
        route("rules:\n  - {providers: [inbox], base-url: \"https://eu.example.org\"}\n");
        refused(file + ":2: rules[0] sets base-url, which inbox has no use for.", true);
        route("rules:\n  - {providers: [one], base-url: \"http://one.example.org\"}\n");
        refused(file + ":2: rules[0].base-url must be an https address without user, query and fragment.");
    }

    private void refused(String sentence) {
        refused(sentence, false);
    }

    private void refused(String sentence, boolean hasInbox) {
        assertThatThrownBy(() -> planner(hasInbox).plan())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void takes_one_of_the_two_ways_to_describe_a_provider_only() {
        values.put("latchkey.sms.provider", "one");
        values.put("latchkey.sms.url", "https://sms.example.org/");
        refusedAtOnce("latchkey.sms.provider and latchkey.sms.url must not both be set.");
    }

    private void refusedAtOnce(String sentence) {
        assertThatThrownBy(() -> planner(false).plan()).hasMessage(sentence);
    }

    @Test
    void knows_what_a_message_costs() {
        values.put("latchkey.sms.provider", "one");
        Provider one = named(planner(false).plan().plan().providers(), "one");
        assertThat(one.channel()).isEqualTo(Channel.SMS);
        assertThat(one.cost("DE", 2).orElseThrow().micros()).isEqualTo(140_000);
        assertThat(one.cost("FR", 1).orElseThrow().micros()).isEqualTo(80_000);
    }
}
