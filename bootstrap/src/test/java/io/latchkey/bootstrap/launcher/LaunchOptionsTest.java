package io.latchkey.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaunchOptionsTest {

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void listens_on_the_loopback_address_by_default() {
        LaunchOptions options = parse();
        assertThat(options.url()).isEqualTo("http://127.0.0.1:8080");
        assertThat(options.dataDir()).isAbsolute().hasFileName("latchkey-data");
    }

    @Test
    void listens_on_all_addresses_in_production() {
        properties.put("latchkey.mode", "production");
        assertThat(parse().address().isAnyLocalAddress()).isTrue();
    }

    @Test
    void prefers_option_to_property_to_environment_to_file_to_default() throws Exception {
        Path file = Files.writeString(folder.resolve("latchkey.properties"), "latchkey.http.port=1001\n");
        assertThat(parse("--config", file.toString()).port()).isEqualTo(1001);
        environment.put("LATCHKEY_HTTP_PORT", "1002");
        assertThat(parse("--config", file.toString()).port()).isEqualTo(1002);
        properties.put("latchkey.http.port", "1003");
        assertThat(parse("--config", file.toString()).port()).isEqualTo(1003);
        assertThat(parse("--config", file.toString(), "--port=1004").port()).isEqualTo(1004);
    }

    @Test
    void takes_calls_for_a_while_after_it_was_told_to_stop_in_production() {
        assertThat(parse().shutdownDelay()).isZero();
        properties.put("latchkey.mode", "production");
        assertThat(parse().shutdownDelay()).hasSeconds(5);
        environment.put("LATCHKEY_SHUTDOWN_DELAY", "PT20S");
        assertThat(parse().shutdownDelay()).hasSeconds(20);
    }

    @Test
    void calls_itself_before_it_is_ready_in_production() {
        assertThat(parse().warmUp()).isZero();
        properties.put("latchkey.mode", "production");
        assertThat(parse().warmUp()).hasSeconds(2);
        environment.put("LATCHKEY_WARM_UP", "PT0S");
        assertThat(parse().warmUp()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1S", "PT2M", "20"})
    void refuses_a_warm_up_that_is_none(String duration) {
        properties.put("latchkey.warm-up", duration);
        assertWrong("latchkey.warm-up must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1S", "PT11M", "20"})
    void refuses_a_delay_that_is_none(String delay) {
        properties.put("latchkey.shutdown.delay", delay);
        assertWrong("latchkey.shutdown.delay must be ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", ""})
    void refuses_a_port_that_is_none(String port) {
        assertWrong("latchkey.http.port must ", "--port", port);
    }

    @Test
    void refuses_what_it_does_not_know() {
        assertRefused("Unknown option --prot", "--prot", "1");
        assertRefused("Option --port needs a value", "--port");
        assertWrong(
                "latchkey.config-file must name a properties file",
                "--config",
                folder.resolve("missing").toString());
        assertWrong("latchkey.http.address must be an IP address or a known host name", "--address", "no..host");
        properties.put("latchkey.mode", "test");
        assertWrong("latchkey.mode must be one of dev, production");
    }

    @Test
    void names_every_value_that_is_wrong() {
        properties.put("latchkey.mode", "test");
        properties.put("latchkey.http.port", "http");
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(this::parse)
                .withMessageContainingAll("latchkey.mode must be one of", "latchkey.http.port must be");
    }

    private void assertWrong(String sentence, String... arguments) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> parse(arguments))
                .withMessageStartingWith(sentence);
    }

    private void assertRefused(String sentence, String... arguments) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> parse(arguments))
                .withMessageStartingWith(sentence)
                .satisfies(refusal -> assertThat(refusal.exitCode()).isEqualTo(2));
    }

    private LaunchOptions parse(String... arguments) {
        return LaunchOptions.read(Arguments.parse(List.of(arguments)).values(), properties::get, environment::get);
    }
}
