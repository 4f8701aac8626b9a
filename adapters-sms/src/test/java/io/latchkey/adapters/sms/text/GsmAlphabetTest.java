package io.latchkey.adapters.sms.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GsmAlphabetTest {
    @ParameterizedTest
    @CsvSource({
        "@, 00", "£, 01", "$, 02", "Ç, 09", "Å, 0e", "Δ, 10", "_, 11", "Ξ, 1a", "Æ, 1c", "É, 1f", "¤, 24", "0, 30",
        "?, 3f", "¡, 40", "A, 41", "Z, 5a", "Ä, 5b", "§, 5f", "¿, 60", "a, 61", "z, 7a", "ä, 7b", "à, 7f", "^, 1b14",
        "{, 1b28", "}, 1b29", "\\, 1b2f", "[, 1b3c", "~, 1b3d", "], 1b3e", "|, 1b40", "€, 1b65"
    })
    void gives_every_character_the_code_of_the_standard(String symbol, String code) {
        assertThat(HexFormat.of().formatHex(GsmAlphabet.encode(symbol))).isEqualTo(code);
        assertThat(GsmAlphabet.decode(HexFormat.of().parseHex(code))).isEqualTo(symbol);
    }

    @Test
    void shows_what_the_extension_table_lacks_without_the_escape() {
        assertThat(GsmAlphabet.decode(new byte[] {0x1b, 0x41, 0x1b, 0x1b, 0x42}))
                .isEqualTo("A B");
    }

    @Test
    void has_no_other_characters() {
        assertThatThrownBy(() -> GsmAlphabet.encode("code ✓"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("code ✓");
        assertThat(SmsSegments.isGsm7("\u001b")).isFalse();
    }
}
