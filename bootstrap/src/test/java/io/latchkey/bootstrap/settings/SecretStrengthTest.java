package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretStrengthTest {
    private static final String HEX = "0123456789abcdef";
    private static final String ALPHANUMERIC = HEX + "ghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String BASE64 = ALPHANUMERIC + "+/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abababababababababababababababab",
                "0123456789abcdef0123456789abcdef",
                "abcdefghijklmnopqrstuvwxyz0123456789",
                "01234567890123456789012345678901",
                "98765432109876543210987654321098765",
                "passwordpasswordpasswordpassword",
                "changeme-changeme-changeme-changeme",
                "qwertyuiopqwertyuiopqwertyuiopqwertyuiop",
                "Xk9Xk9Xk9Xk9Xk9Xk9Xk9Xk9Xk9Xk9Xk9Xk9",
                "11111111111111112222222222222222",
                "q8Zt3LmV",
            })
    void finds_a_text_weak_that_repeats_itself_counts_or_holds_common_passwords(String text) {
        assertThat(SecretStrength.bits(text)).isLessThan(SecretStrength.KEY_BITS);
    }

    @ParameterizedTest
    @CsvSource({"32, 0123456789abcdef, 128", "20, 0123456789abcdef, 80"})
    void counts_what_a_random_text_holds(int length, String alphabet, double bits) {
        assertThat(SecretStrength.bits(random(new Random(7), alphabet, length))).isEqualTo(bits);
    }

    @ParameterizedTest
    @CsvSource({"32, hex, 128", "64, hex, 128", "32, alphanumeric, 128", "44, base64, 128", "16, alphanumeric, 80"})
    void takes_nearly_every_random_text_that_is_long_enough(int length, String alphabet, double least) {
        Random random = new Random(42);
        String symbols = switch (alphabet) {
            case "hex" -> HEX;
            case "alphanumeric" -> ALPHANUMERIC;
            default -> BASE64;
        };
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            if (SecretStrength.bits(random(random, symbols, length)) < least) {
                refused++;
            }
        }
        assertThat(refused).as("of 20000").isLessThanOrEqualTo(20);
    }

    private static String random(Random random, String symbols, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(symbols.charAt(random.nextInt(symbols.length())));
        }
        return text.toString();
    }
}
