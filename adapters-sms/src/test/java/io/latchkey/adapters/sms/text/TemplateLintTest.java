package io.latchkey.adapters.sms.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.latchkey.adapters.sms.text.TemplateFinding.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateLintTest {
    private static final String SIGN_IN = "en/sms/code-sign-in.txt";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "https://example.org/in",
        "http://10.0.0.1/",
        "otp://fill",
        "www.example.org",
        "example.org",
        "login.example.co.uk/help",
        "bücher.example",
        "пример.рф"
    })
    void finds_whatever_a_phone_makes_a_link_of_beside_a_code(String link) throws IOException {
        write(SIGN_IN, "{{code}} is yours.\nSee " + link + " now");
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.NO_LINK_BESIDE_CODE);
            assertThat(finding.isError()).isTrue();
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.sentence()).startsWith("holds " + link + ",");
        });
    }

    @Test
    void takes_the_host_for_a_link_beside_a_code_and_leaves_it_in_notices() throws IOException {
        write(SIGN_IN, "{{code}} is yours,\nfor {{host}}");
        write("en/sms/password-changed.txt", "Not you? Go to https://{{host}}/reset");
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.NO_LINK_BESIDE_CODE);
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.sentence()).contains("{{host}}");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{code}}, gültig z.B. 10 Min. Nie weitergeben.", "{{code}}: 5.000 EUR, 3.5 %, a.m./p.m."})
    void takes_no_abbreviation_or_number_for_a_link(String text) throws IOException {
        write(SIGN_IN, text);
        assertThat(findings()).isEmpty();
    }

    @Test
    void does_not_blame_the_text_for_a_site_that_is_named_like_a_host() throws IOException {
        write(SIGN_IN, "{{code}} is your {{site}} code");
        assertThat(check("Example.com", "id.example.com", 1).findings()).isEmpty();
    }

    @Test
    void finds_a_code_that_only_some_messages_hold() throws IOException {
        write(SIGN_IN, "{{#oneMinute}}{{code}}{{/oneMinute}} is yours");
        assertThat(findings())
                .containsExactly(new TemplateFinding(SIGN_IN, 1, Rule.CODE_PRESENT, "does not always hold {{code}}"));
    }

    @Test
    void finds_a_code_line_that_somebody_wrote() throws IOException {
        write(SIGN_IN, "{{code}} is yours\n\n@{{host}} #{{code}}\nBye");
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.CODE_LINE_LAST);
            assertThat(finding.line()).isEqualTo(3);
        });
    }

    @Test
    void finds_unknown_variables_in_branches_no_sample_takes() throws IOException {
        write(SIGN_IN, "{{code}}\n{{#two}}{{#few}}\n{{surname}}{{/few}}{{/two}}");
        write("en/email/code-sign-in.txt", "Subject: x\n\n\n{{code}}\n\n{{code.bytes}}");
        write("en/lifetime.txt", "{{minutes}}\n{{code}}");
        write("layout.html", "<p>\n{{name}}");
        assertThat(findings())
                .extracting(TemplateFinding::file, TemplateFinding::line, TemplateFinding::rule)
                .containsExactly(
                        tuple("en/email/code-sign-in.txt", 6, Rule.KNOWN_VARIABLES),
                        tuple("en/lifetime.txt", 2, Rule.KNOWN_VARIABLES),
                        tuple(SIGN_IN, 3, Rule.KNOWN_VARIABLES),
                        tuple("layout.html", 2, Rule.KNOWN_VARIABLES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{code}}~{{/one}} | 2 | no open tag",
                "~{{code}} {{ | 2 | never closed",
                "{{code}}~~{{}} | 3 | a tag without a name",
                "{{code}}~{{>greeting}} | 2 | includes greeting, which there is not",
                "{{code}}~{{<parent}}{{/parent}} | 2 | inherits from parent"
            })
    void finds_the_line_of_what_is_no_template(String text, int line, String sentence) throws IOException {
        write(SIGN_IN, text.replace('~', '\n'));
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.SYNTAX);
            assertThat(finding.line()).isEqualTo(line);
            assertThat(finding.sentence()).contains(sentence);
        });
    }

    @Test
    void finds_sections_that_are_nested_without_end() throws IOException {
        write(SIGN_IN, "{{code}}\n" + "{{#code}}".repeat(3000) + "{{/code}}".repeat(3000));
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.SYNTAX);
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.sentence()).contains("nested more than 16 deep");
        });
    }

    @Test
    void counts_lines_from_the_top_of_a_mail() throws IOException {
        write("en/email/code-sign-in.txt", "Subject: x\n\nHello,\n\n{{code}}\n\n{{/one}}");
        assertThat(findings()).singleElement().extracting(TemplateFinding::line).isEqualTo(7);
    }

    @Test
    void finds_a_lifetime_where_there_is_no_code() throws IOException {
        write("en/sms/password-changed.txt", "Changed.\n{{>lifetime}}");
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.sentence()).startsWith("includes lifetime, but has no code");
        });
    }

    @Test
    void finds_a_page_that_shows_no_code() throws IOException {
        write("layout.html", "<html>{{subject}}</html>");
        write("de/email/code-sign-in.html", "<p>{{site}}</p>");
        assertThat(findings())
                .extracting(TemplateFinding::file, TemplateFinding::rule)
                .contains(
                        tuple("layout.html", Rule.CODE_PRESENT),
                        tuple("layout.html", Rule.LINK_PRESENT),
                        tuple("de/email/code-sign-in.html", Rule.CODE_PRESENT));
    }

    @Test
    void finds_variables_out_of_their_place_on_a_page() throws IOException {
        write("layout.html", "<html>\n{{text}}{{#paragraphs}}{{text}}{{/paragraphs}}</html>");
        assertThat(findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.sentence()).contains("'text' on line 2"));
    }

    @Test
    void names_what_makes_a_text_long_as_a_warning() throws IOException {
        write(SIGN_IN, "{{code}} " + "a".repeat(130));
        write("tr/sms/code-sign-in.txt", "{{code}} giriş şifreniz. Lütfen onu kimseyle paylaşmayın, ğüvende kalın.");
        assertThat(check("Latchkey", "id.example.org", 1).findings())
                .containsExactly(
                        new TemplateFinding(
                                SIGN_IN, 1, Rule.SEGMENTS, "takes 2 segments: 161 septets, where one holds 160"),
                        new TemplateFinding(
                                "tr/sms/code-sign-in.txt",
                                1,
                                Rule.SEGMENTS,
                                "takes 2 segments: 94 UTF-16 units, where one holds 70, because of ş (U+015F), ı (U+0131),"
                                        + " ğ (U+011F), which the GSM alphabet lacks"))
                .noneMatch(TemplateFinding::isError);
        assertThat(check("Latchkey", "id.example.org", 2).findings()).isEmpty();
    }

    @Test
    void blames_the_name_of_the_site_for_its_own_letters() {
        assertThat(check("Łódź", "id.example.org", 1).findings())
                .filteredOn(finding -> finding.file().equals("en/sms/code-sign-in.txt"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.sentence())
                                .endsWith(
                                        "because of Ł (U+0141), ó (U+00F3), ź (U+017A) in the site's name, which the GSM alphabet lacks"));
    }

    @Test
    void names_every_text_a_language_lacks_unless_a_shorter_tag_has_it() throws IOException {
        write("da/sms/code-sign-in.txt", "{{code}}");
        write("de-AT/sms/code-sign-in.txt", "{{code}}");
        assertThat(findings())
                .hasSize(40)
                .allSatisfy(finding -> {
                    assertThat(finding.file()).startsWith("da/");
                    assertThat(finding.rule()).isEqualTo(Rule.COMPLETE_LANGUAGE);
                    assertThat(finding.isError()).isFalse();
                })
                .extracting(TemplateFinding::file)
                .contains("da/email/code-sign-in.txt")
                .doesNotContain("da/sms/code-sign-in.txt");
    }

    @Test
    void finds_files_that_are_no_texts() throws IOException {
        write("en/sms/code-signin.txt", "{{code}}");
        Files.write(
                Files.createDirectories(folder.resolve("en/sms")).resolve("code-sign-in.txt"),
                "{{code}}\nä".getBytes(StandardCharsets.ISO_8859_1));
        write("en/sms/password-changed.txt", "x".repeat(256 * 1024 + 1));
        assertThat(findings())
                .containsExactly(
                        new TemplateFinding(SIGN_IN, 2, Rule.READABLE_FILE, "is not UTF-8"),
                        new TemplateFinding("en/sms/code-signin.txt", 1, Rule.FILE_NAME, "has not the name of a text"),
                        new TemplateFinding(
                                "en/sms/password-changed.txt", 1, Rule.READABLE_FILE, "is larger than 256 KiB"));
    }

    @Test
    void stops_the_start_at_the_first_error_and_counts_the_others() throws IOException {
        write("en/sms/code-custom.txt", "{{code}}\n{{who}}");
        write(SIGN_IN, "www.example.org");
        assertThatThrownBy(() -> new MessageTemplates(settings("Latchkey", "id.example.org")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("folder holds en/sms/code-custom.txt:2, which names {{who}}")
                .hasMessageEndingWith(" (and 2 more; \"template check\" lists all)");
    }

    @Test
    void starts_with_warnings() throws IOException {
        write("da/sms/code-sign-in.txt", "{{code}} " + "å".repeat(200));
        assertThat(findings()).isNotEmpty();
        assertThat(new MessageTemplates(settings("Latchkey", "id.example.org"))).isNotNull();
    }

    private List<TemplateFinding> findings() {
        return check("Latchkey", "id.example.org", 1).findings();
    }

    private TemplateLint.Report check(String site, String host, int maxSegments) {
        return TemplateLint.check(settings(site, host), maxSegments);
    }

    private TemplateSettings settings(String site, String host) {
        return new TemplateSettings(site, host, Locale.ENGLISH, Optional.of(folder), Optional.empty());
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
