package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeFormatTest {
    private static final CodeFormat SIX_DIGITS = CodeFormat.digits(6);

    /** RFC 4226, Appendix D: intermediate HMAC values and HOTP values of the secret 12345678901234567890. */
    @ParameterizedTest
    @CsvSource({
        "cc93cf18508d94934c64b65d8ba7667fb7cde4b0, 755224",
        "75a48a19d4cbe100644e8ac1397eea747a2d33ab, 287082",
        "0bacb7fa082fef30782211938bc1c5e70416ff44, 359152",
        "66c28227d03a2d5529262ff016a1e6ef76557ece, 969429",
        "a904c900a64b35909874b33e61c5938a8e15ed1c, 338314",
        "a37e783d7b7233c083d4f62926c7a25f238d0316, 254676",
        "bc9cd28561042c83f219324d3c607256c03272ae, 287922",
        "a4fb960c0bc06e1eabb804e5b397cdc4b45596fa, 162583",
        "1b3c89f65e6c9e883012052823443f048b4332db, 399871",
        "1637409809a679dc698207310c8c7fc07290d9e5, 520489"
    })
    void truncates_as_rfc_4226_does(String mac, String code) {
        assertThat(SIX_DIGITS.truncate(HexFormat.of().parseHex(mac)).value()).isEqualTo(code);
    }

    @Test
    void takes_the_last_bytes_the_offset_can_reach() {
        byte[] mac = new byte[20];
        mac[15] = (byte) 0x80;
        mac[18] = 0x01;
        mac[19] = 0x0f;
        assertThat(CodeFormat.digits(8).truncate(mac).value()).isEqualTo("00000001");
    }

    @Test
    void keeps_leading_zeros() {
        assertThat(SIX_DIGITS.truncate(new byte[32]).value()).isEqualTo("000000");
    }

    @ParameterizedTest
    @CsvSource({"6", "8", "9", "10", "20"})
    void makes_codes_of_exactly_the_length(int length) {
        CodeFormat format = CodeFormat.digits(length);
        for (int i = 0; i < 200; i++) {
            assertThat(format.truncate(mac(i)).value()).matches("[0-9]{" + length + "}");
        }
    }

    @Test
    void makes_codes_of_letters_and_digits_without_look_alikes() {
        CodeFormat format = new CodeFormat(8, CodeFormat.LETTERS_AND_DIGITS, false);
        for (int i = 0; i < 200; i++) {
            assertThat(format.truncate(mac(i)).value()).matches("[0-9A-HJKMNP-TV-Z]{8}");
        }
    }

    /**
     * With 99 degrees of freedom, a fair source exceeds 165 once in 30,000 runs. The source is fixed, so the test
     * always gives the same result.
     */
    @ParameterizedTest
    @CsvSource({"6, digits", "8, digits", "9, digits", "10, digits", "8, letters"})
    void spreads_codes_evenly(int length, String alphabet) {
        CodeFormat format = alphabet.equals("digits")
                ? CodeFormat.digits(length)
                : new CodeFormat(length, CodeFormat.LETTERS_AND_DIGITS, false);
        int rounds = 100_000;
        int buckets = alphabet.equals("digits") ? 100 : 32;
        int[] first = new int[buckets];
        int[] last = new int[buckets];
        for (int i = 0; i < rounds; i++) {
            String code = format.truncate(mac(i)).value();
            first[bucket(code, 0, buckets)]++;
            last[bucket(code, code.length() - (buckets == 100 ? 2 : 1), buckets)]++;
        }
        double limit = buckets == 100 ? 165 : 75;
        assertThat(chiSquare(first, rounds)).isLessThan(limit);
        assertThat(chiSquare(last, rounds)).isLessThan(limit);
    }

    private static int bucket(String code, int at, int buckets) {
        return buckets == 100
                ? Integer.parseInt(code.substring(at, at + 2))
                : CodeFormat.LETTERS_AND_DIGITS.indexOf(code.charAt(at));
    }

    private static double chiSquare(int[] counts, int rounds) {
        double expected = (double) rounds / counts.length;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    private static byte[] mac(int number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("test".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return mac.doFinal(ByteBuffer.allocate(4).putInt(number).array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void refuses_codes_easier_to_guess_than_six_digits() {
        assertThatIllegalArgumentException().isThrownBy(() -> CodeFormat.digits(5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CodeFormat(4, "0123456789ABCDE", false))
                .withMessageContaining("easier to guess");
        assertThat(new CodeFormat(4, CodeFormat.LETTERS_AND_DIGITS, false).length())
                .isEqualTo(4);
    }

    @Test
    void takes_short_codes_only_where_that_is_allowed() {
        assertThat(new CodeFormat(4, CodeFormat.DIGITS, true)
                        .truncate(new byte[20])
                        .value())
                .isEqualTo("0000");
        assertThatIllegalArgumentException().isThrownBy(() -> new CodeFormat(3, CodeFormat.DIGITS, true));
    }

    @Test
    void refuses_codes_of_more_than_32_symbols() {
        assertThat(CodeFormat.digits(32).length()).isEqualTo(32);
        assertThatIllegalArgumentException().isThrownBy(() -> CodeFormat.digits(33));
    }

    @ParameterizedTest
    @CsvSource({"012345678", "01234567889", "abcdefghij", "'0123456789-'"})
    void refuses_alphabets_that_are_too_small_or_that_nobody_could_type(String alphabet) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CodeFormat(8, alphabet, false));
    }
}
