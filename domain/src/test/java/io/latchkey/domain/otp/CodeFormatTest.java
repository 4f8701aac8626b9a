package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
        assertThat(SIX_DIGITS.truncate(mac).value()).isEqualTo("000001");
    }

    @Test
    void keeps_leading_zeros() {
        assertThat(SIX_DIGITS.truncate(new byte[32]).value()).isEqualTo("000000");
    }

    @ParameterizedTest
    @CsvSource({"6", "7", "8", "9", "10", "20"})
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

    /** The formula by big numbers: the first symbol is {@code N mod S}. */
    @ParameterizedTest
    @CsvSource({
        "7, 0123456789",
        "8, 0123456789",
        "9, 0123456789",
        "32, 0123456789",
        "8, 0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    })
    void takes_codes_of_seven_and_more_digits_from_the_whole_mac(int length, String alphabet) {
        CodeFormat format = new CodeFormat(length, alphabet, false);
        BigInteger symbols = BigInteger.valueOf(alphabet.length());
        for (int i = 0; i < 100; i++) {
            BigInteger rest = new BigInteger(1, mac(i));
            StringBuilder expected = new StringBuilder();
            for (int symbol = 0; symbol < length; symbol++) {
                BigInteger[] parts = rest.divideAndRemainder(symbols);
                expected.append(alphabet.charAt(parts[1].intValue()));
                rest = parts[0];
            }
            assertThat(format.truncate(mac(i)).value()).isEqualTo(expected.toString());
        }
    }

    @Test
    void refuses_a_mac_that_would_favour_some_codes() {
        CodeFormat format = new CodeFormat(32, CodeFormat.LETTERS_AND_DIGITS, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> format.truncate(new byte[20]))
                .withMessageContaining("longer mac");
        assertThat(format.truncate(new byte[32]).value()).hasSize(32);
    }

    /**
     * A fair source exceeds the limits once in 1,000 (chi-square, p = 0.001; 99 and 31 degrees of freedom); the source is fixed, so the
     * test never wavers. The 31 bits of RFC 4226 give 554.9 for the first digits of eight.
     */
    @Test
    void spreads_a_million_codes_evenly() throws GeneralSecurityException {
        List<Spread> spreads = new ArrayList<>();
        for (int length = 4; length <= 10; length++) {
            spreads.add(new Spread(new CodeFormat(length, CodeFormat.DIGITS, true), 2, 148.2));
        }
        spreads.add(new Spread(new CodeFormat(8, CodeFormat.LETTERS_AND_DIGITS, false), 1, 61.1));
        int rounds = 1_000_000;
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("test".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        for (int i = 0; i < rounds; i++) {
            byte[] bytes = mac.doFinal(ByteBuffer.allocate(4).putInt(i).array());
            for (Spread spread : spreads) {
                spread.count(bytes);
            }
        }
        assertThat(spreads).allSatisfy(spread -> {
            assertThat(chiSquare(spread.first, rounds)).isLessThan(spread.limit);
            assertThat(chiSquare(spread.last, rounds)).isLessThan(spread.limit);
        });
    }

    /** Counts the first and the last symbols of codes. */
    private static final class Spread {
        private final CodeFormat format;
        private final int symbols;
        private final double limit;
        private final int[] first;
        private final int[] last;

        Spread(CodeFormat format, int symbols, double limit) {
            this.format = format;
            this.symbols = symbols;
            this.limit = limit;
            int buckets = (int) Math.pow(format.alphabet().length(), symbols);
            this.first = new int[buckets];
            this.last = new int[buckets];
        }

        void count(byte[] mac) {
            String code = format.truncate(mac).value();
            first[bucket(code.substring(0, symbols))]++;
            last[bucket(code.substring(code.length() - symbols))]++;
        }

        private int bucket(String part) {
            int bucket = 0;
            for (int i = 0; i < part.length(); i++) {
                bucket = bucket * format.alphabet().length() + format.alphabet().indexOf(part.charAt(i));
            }
            return bucket;
        }

        @Override
        public String toString() {
            return format.toString();
        }
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
