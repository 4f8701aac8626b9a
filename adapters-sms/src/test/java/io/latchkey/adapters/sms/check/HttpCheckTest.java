package io.latchkey.adapters.sms.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.http.Bundled;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.domain.shared.Channel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class HttpCheckTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    static List<String> names() {
        return Definitions.BUNDLED;
    }

    @ParameterizedTest
    @MethodSource("names")
    void passes_every_definition_that_is_bundled(String name) {
        HttpDefinition definition = Bundled.definition(name);
        List<CheckResult> results = HttpCheck.run(definition, Map.of());
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.passed()).as(result.toString()).isTrue())
                .noneSatisfy(result -> assertThat(result.detail()).startsWith("not checked"))
                .extracting(CheckResult::part)
                .contains(
                        "success",
                        "refusal",
                        "throttled with wait",
                        "provider broken",
                        "redirect",
                        "answer too late",
                        "lost answer",
                        "same message twice")
                .hasSizeGreaterThan(8);
        if (definition.receipts().isPresent()) {
            assertThat(results)
                    .extracting(CheckResult::part)
                    .contains(
                            "receipt delivered",
                            "receipt failed",
                            "receipt of a step on the way",
                            "receipt of a stranger",
                            "receipt with a bad signature");
        }
        boolean hasNonce =
                definition.receipts().flatMap(form -> form.freshness().once()).isPresent();
        assertThat(results.stream().anyMatch(result -> result.part().equals("receipt with the signature of another")))
                .isEqualTo(hasNonce);
    }

    @Test
    void tries_the_handshake_of_a_provider_that_has_one() {
        assertThat(HttpCheck.run(Bundled.definition("whatsapp-cloud"), Map.of()))
                .extracting(CheckResult::part)
                .contains("handshake", "handshake of a stranger");
    }

    @Test
    void wants_an_example_of_a_refusal_in_plain_text(@TempDir Path folder) throws IOException {
        String definition = """
                name: acme
                channel: sms
                request: {url: "https://api.acme.example/", form: {to: "{to}", text: "{text}"}}
                accepted: {status: 200}
                errors: {at: "text ^ERR ([0-9]+)", bad-number: 7}
                """;
        Path file = Files.writeString(folder.resolve("acme.yaml"), definition);
        assertThat(check(file.toString())).isEqualTo(1);
        assertThat(text()).contains("FAIL  bad-number (7)", "errors.sample must be an example");
        Files.writeString(
                file, definition.replace("bad-number: 7", "sample: \"ERR {code} no such number\", bad-number: 7"));
        assertThat(check(file.toString())).isZero();
    }

    @Test
    void prints_a_table_and_answers_zero_when_all_passed() {
        assertThat(check("twilio", "--secret", "auth-token=s")).isZero();
        assertThat(text()).contains("ok    success ", "ok    lost answer ", "ok    receipt of a stranger ", " passed.");
    }

    @Test
    void passes_the_example_of_the_documentation_and_its_facts(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("acme.yaml"), example("acme.yaml"));
        Files.writeString(folder.resolve("acme.facts.yaml"), example("acme.facts.yaml"));
        assertThat(check(file.toString())).as(text()).isZero();
        assertThat(text().lines().filter(line -> line.startsWith("ok "))).hasSizeGreaterThan(30);
        assertThat(text()).contains("ok    signature of https://id.example.org/receipts: genuine ");
    }

    /** The indented lines of the documentation that begin with this name. */
    private static String example(String file) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "providers.md"));
        return document.substring(document.indexOf("    # " + file + "\n"))
                .lines()
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void documents_every_definition_that_is_bundled_with_its_values() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "providers.md"));
        for (String name : Definitions.BUNDLED) {
            String row = document.lines()
                    .filter(line -> line.startsWith("| `" + name + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name));
            assertThat(Bundled.definition(name).facts().values())
                    .allSatisfy(value -> assertThat(row).contains("`" + value + "`"));
        }
    }

    @Test
    void answers_one_when_a_part_failed(@TempDir Path folder) throws IOException {
        // The first rule hides the second.
        Path file = Files.writeString(folder.resolve("acme.yaml"), """
                name: acme
                channel: sms
                request: {url: "https://api.acme.example/", form: {to: "{to}", text: "{text}"}}
                accepted: {status: 200}
                errors: {at: /code, bad-number: 7, temporary: 7}
                """);
        assertThat(check(file.toString())).isEqualTo(1);
        assertThat(text()).contains("FAIL  temporary (7)", "1 of ");
    }

    @Test
    void answers_two_when_there_is_nothing_to_check(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("acme.yaml"), "name: acme\nchanel: sms\n");
        assertThat(check(file.toString())).isEqualTo(2);
        assertThat(text()).startsWith(file + ":2: chanel is no key known here");
        assertThat(check("nobody")).isEqualTo(2);
        assertThat(check("twilio", "--secret", "token=x")).isEqualTo(2);
        assertThat(check("twilio", "--secret")).isEqualTo(2);
        assertThat(check()).isEqualTo(2);
        assertThat(text())
                .contains("twilio has no value token; it has [account-sid, address-retention, auth-token,"
                        + " content-retention, messaging-service-sid, provide-feedback, risk-check]");
    }

    @Test
    void compares_a_definition_with_the_facts_beside_it(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("acme.yaml"), """
                name: acme
                channel: sms
                request: {url: "https://api.acme.example/", form: {to: "{to}", text: "{text}"}}
                accepted: {status: 200}
                errors: {at: /code, bad-number: 7}
                """);
        Path facts = Files.writeString(folder.resolve("acme.facts.yaml"), """
                verified: {api: {title: Reference, date: 2026-04-30}}
                answers:
                  - {status: 400, body: '{"code": {code}}', codes: {bad-number: [7, 8]}}
                """);
        assertThat(check(file.toString())).isEqualTo(1);
        assertThat(text())
                .contains(
                        "ok    answer 400 7: bad-number ",
                        "FAIL  answer 400 8: bad-number ",
                        facts + ":3: answers[0].codes.bad-number[1] disagrees: the definition makes it permanent;"
                                + " source: Reference (2026-04-30)",
                        "1 of ");
        Files.writeString(facts, "verified: no\nansers: []\nvalues: 1\n");
        assertThat(check(file.toString())).isEqualTo(2);
        assertThat(text()).contains(facts + ":2: ansers is no key known here", facts + ":3: values must be a mapping");
    }

    @Test
    void shows_the_call_and_hides_the_values() {
        assertThat(check("twilio", "--show", "--secret", "auth-token=very-secret", "--secret", "account-sid=AC1"))
                .isZero();
        assertThat(text())
                .contains(
                        "POST https://api.twilio.com/2010-04-01/Accounts/HIDDEN-account-sid/Messages.json\n",
                        "Authorization: Basic base64(HIDDEN-account-sid:HIDDEN-auth-token)\n",
                        "\nTo=%2B4915112345678&From=Latchkey&Body=Your+code+is+483920&StatusCallback=https%3A%2F%2Fid.")
                .doesNotContain("very-secret", "AC1", "dmVyeS1zZWNyZXQ", "MessagingServiceSid");
        assertThat(check("twilio", "--show", "--secret", "messaging-service-sid=MG1"))
                .isZero();
        assertThat(text()).contains("&MessagingServiceSid=HIDDEN-messaging-service-sid");
    }

    @Test
    void shows_the_call_of_every_definition_that_is_bundled() {
        assertThat(names()).allSatisfy(name -> {
            printed.reset();
            assertThat(check(name, "--show")).isZero();
            boolean isMail = Bundled.definition(name).channel() == Channel.EMAIL;
            assertThat(text())
                    .startsWith("POST https://")
                    .containsPattern(isMail ? "check(@|%40)example.org" : "4915112345678");
        });
    }

    @Test
    void tells_what_an_answer_would_mean(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("answer.json");
        Files.writeString(file, "{\"code\": 21211}");
        assertThat(check("twilio", "--answer", file.toString(), "--status", "400"))
                .isZero();
        Files.writeString(file, "{\"sid\": \"SM1\"}");
        assertThat(check("twilio", "--answer", file.toString(), "--status", "201"))
                .isZero();
        assertThat(check("twilio", "--answer", file.toString(), "--status", "429"))
                .isZero();
        assertThat(check("twilio", "--answer", file.toString(), "--status", "403"))
                .isZero();
        assertThat(check("twilio", "--answer", file.toString(), "--status", "204"))
                .isZero();
        assertThat(text().lines())
                .containsExactly(
                        "bad-number [bad-number (21211)]: no provider of this channel gets the message",
                        "accepted, its reference is SM1: the provider has the message",
                        "throttled [throttled (429)], to wait PT1S: another provider gets the message, or this one later",
                        "permanent [not permitted (403)]: another provider gets the message, and this one never again",
                        "unknown [unexpected answer (204)]: nobody knows whether the provider has the message");
    }

    @Test
    void tells_what_a_receipt_would_say(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("receipt");
        Files.writeString(file, "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30006\n");
        assertThat(check("twilio", "--receipt", file.toString())).isZero();
        Files.writeString(file, "externalId=7&status=SUCCESS");
        assertThat(check("gupshup", "--receipt", file.toString())).isZero();
        assertThat(check("twilio", "--receipt", file.toString())).isZero();
        assertThat(check("sinch", "--receipt", file.toString())).isZero();
        assertThat(check("aws-sns", "--receipt", file.toString())).isZero();
        assertThat(text().lines())
                .containsExactly(
                        "SM1: failed bad-number [landline]",
                        "7: delivered",
                        "nothing: it tells no final state of any message",
                        "It is no receipt in the form that the definition describes",
                        "aws-sns has no receipts");
    }

    @Test
    void answers_two_to_a_wrong_question(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("answer"), "x");
        List<List<String>> wrong = List.of(
                List.of("twilio", "--answer", file.toString()),
                List.of("twilio", "--status", "200"),
                List.of("twilio", "--answer", file.toString(), "--status", "20"),
                List.of("twilio", "--answer"),
                List.of("twilio", "--show", "--receipt", file.toString()),
                List.of("twilio", "--reciept", file.toString()));
        assertThat(wrong).allSatisfy(arguments -> {
            printed.reset();
            assertThat(check(arguments.toArray(String[]::new))).isEqualTo(2);
            assertThat(text()).startsWith("Usage: provider check <file> ");
        });
        assertThat(check("twilio", "--receipt", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(text()).contains("The file cannot be read: ");
    }

    @Test
    void lists_the_definitions_and_the_documents_they_were_compared_with(@TempDir Path folder) throws IOException {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("acme.yaml"), """
                name: acme
                channel: sms
                request: {url: "https://api.acme.example/", form: {to: "{to}", text: "{text}"}}
                accepted: {status: 200}
                """);
        assertThat(ProviderListCommand.command(List.of(folder.toString()), out)).isZero();
        assertThat(text().lines())
                .hasSize(Definitions.BUNDLED.size() + 2)
                .anyMatch(line -> line.matches("twilio +sms +Latchkey +yes: twilio-oai, .*\\(20[0-9-]+\\).*"))
                .anyMatch(line -> line.matches(
                        "msg91 +sms +Latchkey +partly \\([0-9]+ of [0-9]+ facts from memory\\): msg91.com.*"))
                .anyMatch(line -> line.matches("acme +sms +Latchkey +no"));
        assertThat(text().lines()
                        .filter(line -> line.matches("\\S+ +\\S+ +provider .*"))
                        .map(line -> line.replaceFirst(" .*", "")))
                .containsExactly(
                        "twilio-verify",
                        "twilio-verify-voice",
                        "twilio-verify-whatsapp",
                        "vonage-silent-auth",
                        "vonage-verify",
                        "vonage-verify-email",
                        "vonage-verify-voice",
                        "vonage-verify-whatsapp");
        Files.writeString(folder.resolve("bad.yaml"), "name: bad\nchanel: sms\n");
        assertThat(ProviderListCommand.command(List.of(folder.toString()), out)).isEqualTo(2);
        assertThat(text()).contains("bad.yaml:2: chanel is no key known here");
        assertThat(ProviderListCommand.command(List.of("no-folder"), out)).isEqualTo(2);
    }

    private int check(String... arguments) {
        return ProviderCheckCommand.command(List.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
