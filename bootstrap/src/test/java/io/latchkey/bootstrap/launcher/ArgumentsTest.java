package io.latchkey.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @Test
    void reads_options_with_an_equals_sign_or_a_blank_and_lets_the_last_one_win() {
        assertThat(parse("--port=1", "--address", "::1", "--port", "2").values())
                .isEqualTo(Map.of("latchkey.http.port", "2", "latchkey.http.address", "::1"));
    }

    @Test
    void takes_what_follows_an_option_for_its_value_whatever_it_looks_like() {
        assertThat(parse("--data-dir", "--port", "--config", "@file").values())
                .isEqualTo(Map.of("latchkey.data-dir", "--port", "latchkey.config-file", "@file"));
    }

    @Test
    void hands_on_what_follows_a_check_as_it_was_typed() {
        Arguments arguments = parse("provider", "check", "twilio", "--secret", "auth-token=s", "--port", "1");
        assertThat(arguments.request()).isEqualTo(Arguments.Request.CHECK);
        assertThat(arguments.check()).contains(CheckCommand.PROVIDER);
        assertThat(arguments.checked()).containsExactly("twilio", "--secret", "auth-token=s", "--port", "1");
        assertThat(parse("template", "check", "--strict", "texts", "--site=x").checked())
                .containsExactly("--strict", "texts", "--site=x");
        assertThat(parse("template", "check").checked()).isEmpty();
        Arguments unlock = parse("user", "unlock", "ada", "--config", "site.properties");
        assertThat(unlock.check()).contains(CheckCommand.USER);
        assertThat(unlock.checked()).containsExactly("user", "unlock", "ada", "--config", "site.properties");
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider", "provider lists", "provider test twilio", "provider --port 1"})
    void refuses_another_command_with_those_there_are(String commandLine) {
        assertRefused(
                "Usage: provider check <file> [--secret name=value]... [--show | --answer FILE --status N | --receipt FILE]"
                        + " or provider list [folder]",
                commandLine.split(" "));
    }

    @Test
    void refuses_an_option_it_does_not_know_by_its_name_alone() {
        assertRefused("Unknown option --secret; --help lists the options.", "--secret=hidden");
        assertRefused("Unknown option start; --help lists the options.", "start", "--port", "1");
    }

    @Test
    void takes_the_file_of_an_archive_of_classes() {
        Arguments arguments = parse("--class-archive", "latchkey.jsa");
        assertThat(arguments.request()).isEqualTo(Arguments.Request.CLASS_ARCHIVE);
        assertThat(arguments.checked()).containsExactly("latchkey.jsa");
        assertRefused("Option --class-archive needs a value.", "--class-archive");
    }

    @Test
    void answers_help_and_version_before_all_else() {
        assertThat(parse("--port", "1", "-h").request()).isEqualTo(Arguments.Request.HELP);
        assertThat(parse("--help", "--colour").request()).isEqualTo(Arguments.Request.HELP);
        assertThat(parse("block", "add", "--help").request()).isEqualTo(Arguments.Request.HELP);
        assertThat(parse("--version").request()).isEqualTo(Arguments.Request.VERSION);
    }

    private static void assertRefused(String sentence, String... commandLine) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> parse(commandLine))
                .withMessage(sentence)
                .satisfies(refusal -> assertThat(refusal.exitCode()).isEqualTo(2));
    }

    private static Arguments parse(String... commandLine) {
        return Arguments.parse(List.of(commandLine));
    }

    @Test
    void completes_commands_and_their_options() {
        assertThat(Arguments.parse(List.of("--completion")).request()).isEqualTo(Arguments.Request.COMPLETION);
        assertThat(Arguments.completion())
                .startsWith("#!/usr/bin/env bash")
                .contains(
                        "_complete_latchkey",
                        "end-session",
                        "--second-factor",
                        "block",
                        "--effect",
                        "--data-dir",
                        "sign-in",
                        "--token-file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"config check", "provider check twilio", "provider list", "template check", "admin bootstrap"})
    void says_what_works_on_this_machine_alone(String commandLine) {
        for (String option : List.of("--server https://id.example.org", "--server=https://id.example.org")) {
            String[] typed = (commandLine + " " + option).split(" ");
            assertRefused(typed[0] + " " + typed[1] + " works on this machine alone, without --server.", typed);
        }
        assertThat(parse("user", "find", "--server", "https://id.example.org").check())
                .contains(CheckCommand.PEOPLE);
    }
}
