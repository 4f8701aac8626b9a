package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Checks that the reference matches the catalogue. With {@code -Dlatchkey.test.write-reference=true} it writes the
 * reference anew.
 */
class ConfigurationReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "configuration.md");
    private static final String HEAD = """
            # Configuration

            Every key, with its type, default and meaning. Each is also an environment variable: capitals, and an underscore for
            every other sign (`latchkey.http.port` is `LATCHKEY_HTTP_PORT`). A bad value or an unknown key stops the start.

            """;

    @Test
    void the_reference_says_what_the_catalogue_says() throws IOException {
        String expected = HEAD + Catalog.markdown();
        if (Boolean.getBoolean("latchkey.test.write-reference")) {
            Files.writeString(REFERENCE, expected);
        }
        assertThat(Files.readString(REFERENCE)).isEqualTo(expected);
    }

    @Test
    void every_default_is_a_value_its_type_accepts() {
        assertThat(Catalog.all()).allSatisfy(setting -> {
            String value = setting.defaultValue();
            if (value != null) {
                assertThat(setting.type().parser().apply(value)).isNotNull();
            }
        });
    }
}
