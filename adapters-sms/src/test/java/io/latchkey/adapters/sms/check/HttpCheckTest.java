package io.latchkey.adapters.sms.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.HttpDefinitionReader;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.Definitions;
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
        HttpDefinition definition = bundled(name);
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
    }

    @Test
    void tries_the_handshake_of_a_provider_that_has_one() {
        assertThat(HttpCheck.run(bundled("whatsapp-cloud"), Map.of()))
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
    void passes_the_example_of_the_documentation() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "providers.md"));
        String example = document.substring(document.indexOf("    # acme.yaml\n"))
                .lines()
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));
        assertThat(HttpCheck.run(HttpDefinitionReader.read(Place.root("acme.yaml", example)), Map.of()))
                .hasSizeGreaterThan(15)
                .allSatisfy(result ->
                        assertThat(result.passed()).as(result.toString()).isTrue());
    }

    @Test
    void documents_every_definition_that_is_bundled_with_its_values() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "providers.md"));
        for (String name : Definitions.BUNDLED) {
            String row = document.lines()
                    .filter(line -> line.startsWith("| `" + name + "` |"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name));
            assertThat(bundled(name).facts().values())
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
                        + " content-retention, messaging-service-sid]");
    }

    private int check(String... arguments) {
        return ProviderCheckCommand.command(List.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static HttpDefinition bundled(String name) {
        return HttpDefinitionReader.read(Place.root(name + ".yaml", Definitions.bundled(name)));
    }
}
