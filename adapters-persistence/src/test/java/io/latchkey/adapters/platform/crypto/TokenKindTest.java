package io.latchkey.adapters.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.Header;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The check of the header by itself. The library behind it refuses most of these a second time, so that only here one sees that our
 * own check stands.
 */
class TokenKindTest {
    private static boolean heads(String header) throws ParseException {
        return TokenKind.ACCESS.heads(Header.parse(Base64URL.encode(header)));
    }

    @Test
    void takes_its_own_header() throws ParseException {
        assertThat(heads("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k\"}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"k\"}",
                "{\"alg\":\"None\",\"typ\":\"JWT\",\"kid\":\"k\"}",
                "{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"k\"}",
                "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k\"}",
                "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"k\"}",
                "{\"alg\":\"es256\",\"typ\":\"JWT\",\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"typ\":\"latchkey-proof+jwt\",\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"kid\":\"k\"}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k\",\"crit\":[\"x\"]}",
                "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k\",\"crit\":[\"b64\"],\"b64\":true}",
            })
    void takes_no_other(String header) throws ParseException {
        assertThat(heads(header)).isFalse();
    }
}
