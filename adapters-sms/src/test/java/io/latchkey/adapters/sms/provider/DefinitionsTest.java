package io.latchkey.adapters.sms.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    private static final String GOOD = """
            name: acme
            channel: sms
            request:
              url: https://api.acme.example/v1/send
              form: {to: "{to}", text: "{text}"}
            auth: {bearer: "{secret.token}"}
            accepted: {status: 200}
            reference: /id
            errors: {at: /code, bad-number: 17, throttled: http 429}
            receipts: {form: form, reference: id, state: status, delivered: ok, failed: bad, signature: none}
            price: {currency: EUR, default: 0.08, DE: 0.07}
            limits: {per-second: 10}
            """;

    @Test
    void refuses_a_file_that_is_not_utf_8_and_names_the_line(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("acme.yaml");
        Files.write(file, ("# Grüße\n" + GOOD).getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Definitions.read(file)).hasMessage(file + ":1: is not written in UTF-8");
        byte[] late = (GOOD + "# Gruesse\n").getBytes(StandardCharsets.UTF_8);
        late[late.length - 2] = (byte) 0xe4;
        Files.write(file, late);
        assertThatThrownBy(() -> Definitions.read(file)).hasMessage(file + ":13: is not written in UTF-8");
        Files.write(file, ("# Grüße\n" + GOOD).getBytes(StandardCharsets.UTF_8));
        assertThat(Definitions.read(file).facts().name()).isEqualTo("acme");
    }

    @Test
    void prefers_a_file_of_the_folder_and_wants_it_named_like_the_provider(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), GOOD);
        Files.writeString(folder.resolve("twilio.yaml"), GOOD.replace("name: acme", "name: twilio"));
        Files.writeString(folder.resolve("other.yaml"), GOOD);
        assertThat(Definitions.find("acme", Optional.of(folder)).facts().required())
                .containsExactly("token");
        assertThat(Definitions.find("twilio", Optional.of(folder)).facts().required())
                .containsExactly("token");
        assertThat(Definitions.find("vonage", Optional.of(folder)).facts().name())
                .isEqualTo("vonage");
        assertThatThrownBy(() -> Definitions.find("other", Optional.of(folder)))
                .hasMessageStartingWith("must be the name in the definition, which is acme");
        assertThatThrownBy(() -> Definitions.find("acme", Optional.empty())).hasMessageStartingWith("must be one of");
        assertThatThrownBy(() -> Definitions.find("../acme", Optional.of(folder)))
                .hasMessageStartingWith("must be the");
    }
}
