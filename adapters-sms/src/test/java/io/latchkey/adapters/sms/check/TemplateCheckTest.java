package io.latchkey.adapters.sms.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCheckTest {
    private static final String TOO_LONG = "{{code}} is your code for {{site}}. " + "Keep it. ".repeat(12);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void prints_a_table_and_answers_zero_when_nothing_was_found() {
        assertThat(check()).isZero();
        assertThat(text())
                .containsPattern("(?m)^text +segments +length +alphabet$")
                .containsPattern("(?m)^en/sms/code-sign-in\\.txt +1 +[0-9]+/160 +GSM$")
                .containsPattern("(?m)^ja/sms/code-sign-in\\.txt +1 +[0-9]+/70 +UCS-2: ロ \\(U\\+30ED\\), .* more$")
                .endsWith("260 SMS and 273 e-mail texts: 0 errors, 0 warnings." + System.lineSeparator());
    }

    @Test
    void answers_one_with_file_and_line_of_each_error() throws IOException {
        write("en/sms/code-sign-in.txt", "{{code}}\nSee www.example.org");
        assertThat(check(folder.toString())).isEqualTo(1);
        assertThat(text())
                .containsPattern("(?m)^en/sms/code-sign-in\\.txt:2: error: holds www\\.example\\.org, of which")
                .contains(": 1 error, 0 warnings.");
    }

    @Test
    void answers_one_for_a_warning_only_when_it_is_to_be_strict() throws IOException {
        write("en/sms/code-sign-in.txt", TOO_LONG);
        assertThat(check(folder.toString())).isZero();
        assertThat(text())
                .containsPattern("(?m)^en/sms/code-sign-in\\.txt:1: warning: takes 2 segments: ")
                .contains(": 0 errors, 1 warning.");
        assertThat(check("--strict", folder.toString())).isEqualTo(1);
        assertThat(text()).contains("en/sms/code-sign-in.txt:1: error: takes 2 segments: ");
        assertThat(check("--strict", "--max-segments", "2", folder.toString())).isZero();
        assertThat(text()).contains("0 errors, 0 warnings.");
    }

    @Test
    void judges_with_the_site_and_host_that_are_given() {
        assertThat(check("--strict", "--site", "Łódź", "--host", "localhost")).isEqualTo(1);
        assertThat(text()).contains("because of Ł (U+0141), ó (U+00F3), ź (U+017A) in the site's name");
        assertThat(check("--strict", "--site", "Latchkey", "--host", "localhost"))
                .isZero();
    }

    @Test
    void prices_segments_by_country() throws IOException {
        write("en/sms/code-sign-in.txt", TOO_LONG + "a".repeat(160));
        Path provider = folder.resolveSibling(folder.getFileName() + "-acme.yaml");
        Files.writeString(provider, """
                name: acme
                channel: sms
                request: {url: "https://api.acme.example/", form: {to: "{to}", text: "{text}"}}
                accepted: {status: 200}
                price: {currency: EUR, default: "0.05", DE: "0.075"}
                """);
        assertThat(check("--provider", provider.toString(), folder.toString())).isZero();
        assertThat(text())
                .contains("What acme takes for an SMS, in EUR, by its segments:")
                .containsPattern("(?m)^country +1 +2 +3$")
                .containsPattern("(?m)^DE +0\\.075 +0\\.150 +0\\.225$")
                .containsPattern("(?m)^other +0\\.05 +0\\.10 +0\\.15$");
    }

    @Test
    void says_when_a_definition_has_no_prices() {
        assertThat(check("--provider", "twilio")).isZero();
        assertThat(text()).contains("twilio has no section price.");
    }

    @Test
    void answers_two_when_there_is_nothing_to_check() throws IOException {
        assertThat(check(folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(check("--provider", "nobody")).isEqualTo(2);
        assertThat(check("--site", " ")).isEqualTo(2);
        assertThat(check("--host", "https://id.example.org")).isEqualTo(2);
        assertThat(check("--max-segments", "none")).isEqualTo(2);
        assertThat(check("--colour")).isEqualTo(2);
        assertThat(check("--site")).isEqualTo(2);
        assertThat(check("one", "two")).isEqualTo(2);
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "name: acme\nchanel: sms\n");
        assertThat(check("--provider", broken.toString())).isEqualTo(2);
        assertThat(text().lines())
                .hasSize(12)
                .anyMatch(line -> line.startsWith("The folder must be a readable folder: "))
                .anyMatch(line -> line.startsWith("The option --provider must be one of twilio, "))
                .contains("The site must be 1 to 60 characters in one line.")
                .anyMatch(line -> line.startsWith("The host must be a host name in lower case"))
                .contains("The option --max-segments must be a whole number from 1 to 99.")
                .anyMatch(line -> line.startsWith("Usage: template check [folder] [--site name]"))
                .anyMatch(line -> line.startsWith(broken + ":2: chanel is no key known here"))
                .contains(broken + ":1: must have the key request");
    }

    @Test
    void documents_the_bundled_languages_and_the_length_of_their_longest_sms() throws IOException {
        assertThat(check()).isZero();
        String document = Files.readString(Path.of("..", "docs", "templates.md"));
        Map<String, Integer> longest = new TreeMap<>();
        Pattern row = Pattern.compile("(?m)^([a-z]{2})/sms/\\S+ +1 +([0-9]+)/");
        row.matcher(text())
                .results()
                .forEach(text -> longest.merge(text.group(1), Integer.valueOf(text.group(2)), Math::max));
        assertThat(longest).hasSize(13).allSatisfy((language, units) -> {
            boolean isUcs2 = Set.of("ar", "hi", "ja").contains(language);
            assertThat(document)
                    .contains("| `" + language + "` | " + (isUcs2 ? "UCS-2" : "GSM") + " | " + units + " of "
                            + (isUcs2 ? 70 : 160) + " |");
        });
    }

    private int check(String... arguments) {
        return TemplateCheck.command(List.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
