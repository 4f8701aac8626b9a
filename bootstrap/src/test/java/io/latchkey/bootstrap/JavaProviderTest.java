package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.check.ProviderCheckCommand;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.smpp.SmppTestServer;
import io.latchkey.bootstrap.settings.SettingsFixture;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows a code through the documentation's provider in Java, from the request to the line that the modem reads. */
class JavaProviderTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "providers.md");
    private static final Path SOURCE = Path.of("src", "test", "java", "org", "example", "modem", "Modem.java");
    private static final Path REGISTRATION = Path.of(
            "src", "test", "resources", "META-INF", "services", "io.latchkey.adapters.sms.provider.ProviderType");

    @TempDir
    private Path folder;

    private final Map<String, String> values = new HashMap<>();
    private Path device;

    @BeforeEach
    void connect() throws IOException {
        device = Files.createFile(folder.resolve("ttyUSB0"));
        values.put("latchkey.providers.modem.device", device.toString());
    }

    @Test
    void the_documentation_shows_the_class_and_the_line_that_are_tested_here() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains("```java\n" + Files.readString(SOURCE) + "```")
                .contains("`META-INF/services/" + REGISTRATION.getFileName() + "`")
                .contains("    " + Files.readString(REGISTRATION));
    }

    @Test
    void sends_a_code_where_the_settings_name_it() throws IOException {
        values.put("latchkey.sms.provider", "modem");
        sends();
    }

    @Test
    void sends_a_code_where_a_route_names_it() throws IOException {
        Path routes = Files.writeString(folder.resolve("routes.yaml"), "rules:\n  - providers: [modem]\n");
        values.put("latchkey.delivery.routes", routes.toString());
        sends();
    }

    private void sends() throws IOException {
        try (DeliveringService running = new DeliveringService(folder, values)) {
            OtpChallengeId challenge = running.request();
            SmppTestServer.await(() -> running.service
                            .useCases
                            .otp
                            .findCode
                            .find(challenge)
                            .orElseThrow()
                            .delivery()
                    == DeliveryState.ACCEPTED);
            assertThat(Files.readString(device))
                    .startsWith("AT+CMGS=\"" + DeliveringService.READER.value() + "\"\r")
                    .containsPattern("[0-9]{6}")
                    .endsWith("\u001a\n");
        }
    }

    @Test
    void names_the_value_that_is_amiss() {
        values.put("latchkey.sms.provider", "modem");
        values.put("latchkey.providers.modem.device", folder.resolve("nowhere").toString());
        refused("latchkey.providers.modem.device must be a file that can be written to.");
        values.remove("latchkey.providers.modem.device");
        refused("latchkey.providers.modem.device or latchkey.providers.modem.device-file must be set.");
        values.put("latchkey.providers.modem.divice", "x");
        refused("Unknown configuration key latchkey.providers.modem.divice.");
    }

    private void refused(String sentence) {
        assertThatThrownBy(() -> new DeliveryPlanner(
                                SettingsFixture.of(values),
                                "https://id.example.org",
                                List.of(),
                                false,
                                (provider, reference, state) -> {},
                                Clock.systemUTC())
                        .plan())
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage(sentence);
    }

    @Test
    void is_among_the_names_that_a_command_line_may_check() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertThat(ProviderCheckCommand.command(List.of("modem", "--secret", "device=x"), out))
                .isZero();
        assertThat(ProviderCheckCommand.command(List.of("modern"), out)).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("brings no check of its own")
                .contains("must be one of twilio, vonage")
                .contains(Definitions.BUNDLED.get(Definitions.BUNDLED.size() - 1) + ", modem");
    }
}
