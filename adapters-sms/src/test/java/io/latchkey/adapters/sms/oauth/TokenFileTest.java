package io.latchkey.adapters.sms.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    @TempDir
    private Path folder;

    private AccessTokens tokens() {
        return new TokenFile(folder.resolve("token"));
    }

    @Test
    void reads_the_token_each_time() throws IOException {
        AccessTokens tokens = tokens();
        Files.writeString(folder.resolve("token"), "first\n");
        assertThat(tokens.token(Duration.ZERO)).isEqualTo("first");
        Files.writeString(folder.resolve("token"), "  second\r\n");
        tokens.forget("second");
        assertThat(tokens.token(Duration.ZERO)).isEqualTo("second");
    }

    @Test
    void has_no_token_without_its_file() {
        assertThatThrownBy(() -> tokens().token(Duration.ZERO))
                .isInstanceOf(NoTokenException.class)
                .hasMessage("no access token: file cannot be read")
                .hasNoCause();
    }

    @Test
    void takes_no_file_that_holds_anything_else() throws IOException {
        for (String content : new String[] {"", " \n", "two words", "a\u0001auth=Bearer b", "first\nsecond"}) {
            Files.writeString(folder.resolve("token"), content);
            assertThatThrownBy(() -> tokens().token(Duration.ZERO)).hasMessage("no access token: not usable");
        }
        Files.writeString(folder.resolve("token"), "x".repeat(20_000));
        assertThatThrownBy(() -> tokens().token(Duration.ZERO)).hasMessage("no access token: file too long");
    }
}
