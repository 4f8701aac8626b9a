package io.latchkey.adapters.sms.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.ContactKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingFileTest {
    private static final Set<String> APPS = Set.of("native", "acme");

    /** A provider that knows the value {@code region} and never sends. */
    private record Named(String name, Channel channel) implements Provider {
        @Override
        public DeliveryOutcome send(WordedMessage message) {
            throw new IllegalStateException("nothing is sent here");
        }

        @Override
        public Optional<String> refusedSender(String from) {
            return from.length() > 11 ? Optional.of("must have at most 11 characters") : Optional.empty();
        }

        @Override
        public Optional<String> unknownValue(SenderProfile profile) {
            return profile.values().keySet().stream()
                    .filter(value -> !value.equals("region") && !value.equals(ProviderSettings.TEMPLATE_ID))
                    .findFirst();
        }
    }

    private static Optional<Provider> provider(String name, ContactKind channel) {
        return switch (name) {
            case "alpha", "beta", "gamma" ->
                Optional.<Provider>of(new Named(name, Channel.SMS)).filter(found -> channel == ContactKind.PHONE);
            case "chat" ->
                Optional.<Provider>of(new Named(name, Channel.WHATSAPP)).filter(found -> channel == ContactKind.PHONE);
            case "mail" ->
                Optional.<Provider>of(new Named(name, Channel.EMAIL)).filter(found -> channel == ContactKind.EMAIL);
            default -> Optional.empty();
        };
    }

    private static RoutingFile read(String yaml) {
        return RoutingFile.read("routes.yaml", yaml, APPS);
    }

    private static List<RoutingRule> rules(String yaml) {
        return read(yaml).rules(RoutingFileTest::provider, address -> ProviderSettings.isBaseUrl(address, false));
    }

    private static RouteStep onlyStep(String yaml) {
        assertThat(rules(yaml)).hasSize(1);
        assertThat(rules(yaml).get(0).steps()).hasSize(1);
        return rules(yaml).get(0).steps().get(0);
    }

    private static final String WORKED = """
            rules:
              - when:
                  channel: sms
                  country: [DE, AT]
                  prefix: "+4915"
                  purpose: [sign-in, custom, "custom:pay", notice]
                  app: [native, acme]
                steps:
                  - providers: {alpha: 70, beta: 30}
                    from: Latchkey
                    template-id: "1107"
                    values:
                      region: eu
                    base-url: https://eu.example.org
                    wait: PT30S
                  - providers: chat
              - when:
                  channel: email
                providers: mail
              - providers: [gamma, alpha]
                from: "12345"
            """;

    @Test
    void reads_every_key() {
        List<RoutingRule> rules = rules(WORKED);
        assertThat(rules).hasSize(3);
        assertThat(rules.get(0))
                .isEqualTo(new RoutingRule(
                        new RouteCriteria(
                                ContactKind.PHONE,
                                Set.of("DE", "AT"),
                                Set.of("+4915"),
                                Set.of("sign-in", "custom", "custom:pay", "notice"),
                                APPS),
                        List.of(
                                new RouteStep(
                                        Channel.SMS,
                                        List.of(new ProviderChoice("alpha", 70), new ProviderChoice("beta", 30)),
                                        true,
                                        new SenderProfile(
                                                Optional.of("Latchkey"),
                                                Map.of("template-id", "1107", "region", "eu"),
                                                Optional.of("https://eu.example.org")),
                                        Duration.ofSeconds(30)),
                                new RouteStep(
                                        Channel.WHATSAPP,
                                        List.of(new ProviderChoice("chat", 1)),
                                        false,
                                        SenderProfile.NONE,
                                        Duration.ZERO))));
        assertThat(rules.get(1).criteria()).isEqualTo(RouteCriteria.all(ContactKind.EMAIL));
        assertThat(rules.get(1).steps().get(0).channel()).isEqualTo(Channel.EMAIL);
        assertThat(rules.get(2))
                .isEqualTo(new RoutingRule(
                        RouteCriteria.all(ContactKind.PHONE),
                        List.of(new RouteStep(
                                Channel.SMS,
                                List.of(new ProviderChoice("gamma", 1), new ProviderChoice("alpha", 1)),
                                false,
                                new SenderProfile(Optional.of("12345"), Map.of(), Optional.empty()),
                                Duration.ZERO))));
    }

    @Test
    void names_every_provider_before_any_is_there() {
        assertThat(read(WORKED).providers()).containsExactly("alpha", "beta", "chat", "gamma", "mail");
        assertThat(read("rules: [{providers: nobody}]").providers()).containsExactly("nobody");
    }

    @Test
    void takes_a_rule_alone_for_a_list_of_one() {
        assertThat(onlyStep("rules: {providers: alpha}").choices()).containsExactly(new ProviderChoice("alpha", 1));
    }

    @Test
    void reads_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("routes.yaml"), "rules: [{providers: alpha}]\n");
        assertThat(RoutingFile.read(file, APPS).providers()).containsExactly("alpha");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "rules: []\n");
        assertThatThrownBy(() -> RoutingFile.read(wrong, APPS))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessage(wrong + ":1: rules must not be empty");
        assertThatThrownBy(() -> RoutingFile.read(folder.resolve("nowhere.yaml"), APPS))
                .isInstanceOf(UncheckedIOException.class);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000"})
    void takes_the_least_and_the_greatest_weight(String written, int weight) {
        assertThat(onlyStep("rules: {providers: {alpha: " + written + "}}").choices())
                .containsExactly(new ProviderChoice("alpha", weight));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | is empty",
                "rules | 1 | must be a mapping",
                "ruels: [] | 1 | ruels is no key known here; known are rules",
                "{} | 1 | must have the key rules",
                "rules: [] | 1 | rules must not be empty",
                "rules: [alpha] | 1 | rules[0] must be a mapping",
                "rules: [{}] | 1 | rules[0] must have the key providers",
                "rules:~  - providers: alpha~    form: Me | 3 | rules[0].form is no key known here",
                "rules:~  - providers: alpha~    steps: [{providers: beta}] | 2 | rules[0].providers is no key known here",
                "rules:~  - steps:~      - providers: alpha~        when: {} | 4 | rules[0].steps[0].when is no key known here",
                "rules:~  - steps: [] | 2 | rules[0].steps must not be empty",
                "rules:~  - providers: [] | 2 | rules[0].providers must not be empty",
                "rules:~  - providers: [[alpha]] | 2 | rules[0].providers[0] must be a text",
                "rules:~  - providers: alpha~    providers: beta | 3 | rules[0].providers is there twice",
                "rules:~  - providers: &x alpha | 2 | rules[0].providers has an anchor"
            })
    void refuses_a_file_of_another_form_with_its_line_and_key(String yaml, int line, String reason) {
        assertThatThrownBy(() -> read(yaml.replace('~', '\n')))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageStartingWith("routes.yaml:" + line + ": " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules:~  - when:~      chanel: sms~    providers: alpha | 3 | rules[0].when.chanel is no key known here",
                "rules:~  - when:~      channel: fax~    providers: alpha | 3 | rules[0].when.channel must be ",
                "rules:~  - when:~      country: [DE, UK]~    providers: alpha"
                        + " | 3 | rules[0].when.country[1] must be ISO 3166 codes such as DE",
                "rules:~  - when:~      country: de~    providers: alpha | 3 | rules[0].when.country must be ISO 3166",
                "rules:~  - when:~      country: []~    providers: alpha | 3 | rules[0].when.country must not be empty",
                "rules:~  - when:~      prefix: \"49\"~    providers: alpha | 3 | rules[0].when.prefix must be such as \"+4915\"",
                "rules:~  - when:~      prefix: \"+0\"~    providers: alpha | 3 | rules[0].when.prefix must be such as",
                "rules:~  - when:~      purpose: login~    providers: alpha | 3 | rules[0].when.purpose must be verify-contact",
                "rules:~  - when:~      purpose: \"custom:\"~    providers: alpha | 3 | rules[0].when.purpose must be",
                "rules:~  - when:~      purpose: acme/sign-in~    providers: alpha | 3 | rules[0].when.purpose must be",
                "rules:~  - when:~      app: other~    providers: alpha | 3 | rules[0].when.app must be one of acme, native",
                "rules:~  - providers: alpha~  - providers:~      - beta~      - nobody"
                        + " | 5 | rules[1].providers[1] names no provider of sms: nobody",
                "rules:~  - providers: mail | 2 | rules[0].providers names no provider of sms: mail",
                "rules:~  - when: {channel: email}~    providers: alpha"
                        + " | 3 | rules[0].providers names no provider of email: alpha",
                "rules:~  - providers: [alpha, chat]"
                        + " | 2 | rules[0].providers[1] must name providers of one kind; whatsapp is another step",
                "rules:~  - providers: [alpha, beta, alpha] | 2 | rules[0].providers[2] names alpha twice",
                "rules:~  - providers: {} | 2 | rules[0].providers must not be empty",
                "rules:~  - providers:~      alpha: 0 | 3 | rules[0].providers.alpha must be a weight from 1 to 1000",
                "rules:~  - providers:~      alpha: 1001 | 3 | rules[0].providers.alpha must be a weight",
                "rules:~  - providers:~      alpha: 1.5 | 3 | rules[0].providers.alpha must be a weight",
                "rules:~  - providers:~      alpha: -1 | 3 | rules[0].providers.alpha must be a weight",
                "rules:~  - providers: mail~    from: Site~    when: {channel: email} | 3 | rules[0].from must be an e-mail address",
                "rules:~  - providers: alpha~    values: {zone: 1} | 2 | rules[0] sets zone, which alpha has no use for",
                "rules:~  - providers: alpha~    from: Twelve Chars | 3 | rules[0].from must have at most 11 characters for alpha",
                "rules:~  - providers: alpha~    base-url: http://example.org"
                        + " | 3 | rules[0].base-url must be an https address without user, query and fragment",
                "rules:~  - providers: alpha~    base-url: https://example.org/?to= | 3 | rules[0].base-url must be an",
                "rules:~  - providers: alpha~    base-url: \"https://example.org/#a\" | 3 | rules[0].base-url must be an",
                "rules:~  - providers: alpha~    base-url: https://a@example.org | 3 | rules[0].base-url must be an",
                "rules:~  - providers: alpha~    base-url: \"https://a b\" | 3 | rules[0].base-url ",
                "rules:~  - providers: alpha~    wait: PT30S | 3 | rules[0].wait is for a step that another one follows",
                "rules:~  - steps:~      - providers: alpha~      - providers: chat"
                        + " | 3 | rules[0].steps[0] must have the key wait, as another step follows",
                "rules:~  - steps:~      - {providers: alpha, wait: PT30S}~      - {providers: chat, wait: PT30S}"
                        + " | 4 | rules[0].steps[1].wait is for a step that another one follows",
                "rules:~  - steps:~      - {providers: alpha, wait: PT0S}~      - {providers: chat}"
                        + " | 3 | rules[0].steps[0].wait must be more than zero and at most PT1H",
                "rules:~  - steps:~      - {providers: alpha, wait: PT1H1S}~      - {providers: chat}"
                        + " | 3 | rules[0].steps[0].wait must be more than zero and at most PT1H",
                "rules:~  - steps:~      - {providers: alpha, wait: 30}~      - {providers: chat}"
                        + " | 3 | rules[0].steps[0].wait must be an ISO 8601 duration such as PT2S",
                "rules:~  - providers: alpha~    values: {template-id: \"1\"}~    template-id: \"2\""
                        + " | 4 | rules[0].template-id "
            })
    void refuses_a_rule_that_cannot_be_kept_with_its_line_and_key(String yaml, int line, String reason) {
        assertThatThrownBy(() -> rules(yaml.replace('~', '\n')))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageStartingWith("routes.yaml:" + line + ": " + reason);
    }

    @Test
    void reads_a_step_that_is_taken_on_request() {
        List<RouteStep> steps = rules("""
                rules:
                  - steps:
                      - {providers: alpha}
                      - {providers: chat, on-request: true}
                """).get(0).steps();
        assertThat(steps).extracting(RouteStep::onRequest).containsExactly(false, true);
        assertThat(steps).extracting(RouteStep::channel).containsExactly(Channel.SMS, Channel.WHATSAPP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{providers: alpha, wait: PT5S}, {providers: chat, on-request: true} | is for a step that another one follows",
                "{providers: alpha}, {providers: chat, on-request: true, wait: PT5S} | is for a step that another one follows",
                "{providers: chat, on-request: true} | must have a step that is not on-request",
                "{providers: alpha}, {providers: beta, on-request: true} | another step of the rule has the same channel",
                "{providers: alpha}, {providers: chat, on-request: maybe} | must be true or false"
            })
    void refuses_a_request_that_nobody_can_make(String steps, String reason) {
        assertThatThrownBy(() -> rules("rules: [{steps: [" + steps + "]}]"))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageContaining(reason);
    }
}
