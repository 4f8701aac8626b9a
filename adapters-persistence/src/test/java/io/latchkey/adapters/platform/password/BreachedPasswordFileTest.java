package io.latchkey.adapters.platform.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BreachedPasswordFileTest {
    private static final List<String> BREACHED = IntStream.range(0, 3000)
            .mapToObj(number -> "hunter" + number + "\u00e9")
            .toList();

    @TempDir
    private Path folder;

    private static String sha1(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private BreachedPasswordFile list(String content) throws IOException {
        return BreachedPasswordFile.open(Files.writeString(folder.resolve("breached.txt"), content, US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"'', '\n'", ":17, '\r\n'", ":3730471, '\n'"})
    void finds_every_password_of_the_file_and_no_other(String count, String lineEnd) throws IOException {
        StringBuilder content = new StringBuilder();
        BREACHED.stream()
                .map(BreachedPasswordFileTest::sha1)
                .sorted()
                .forEach(hash -> content.append(hash).append(count).append(lineEnd));
        BreachedPasswordFile list = list(content.toString());
        assertThat(BREACHED).allMatch(list::contains);
        assertThat(BREACHED).noneMatch(password -> list.contains(password + "!"));
        assertThat(list.contains(BREACHED.get(0).toUpperCase(Locale.ROOT))).isFalse();
    }

    /** The SHA-1 of "password" as Pwned Passwords publishes it, in a file of one line. */
    @ParameterizedTest
    @ValueSource(
            strings = {"5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8", "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8:10434004\n"
            })
    void reads_a_single_line_in_either_case(String line) throws IOException {
        assertThat(list(line).contains("password")).isTrue();
        assertThat(list(line).contains("passwore")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password\n",
                "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8\n00000000000000000000000000000000000000AA\n",
                "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8\nnot a hash\n"
            })
    void refuses_a_file_that_is_no_list_in_order(String content) {
        assertThatIllegalArgumentException().isThrownBy(() -> list(content)).withMessageContaining("in order");
    }

    @Test
    void refuses_a_file_that_is_not_there() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BreachedPasswordFile.open(folder.resolve("missing")))
                .withMessageStartingWith("cannot be read");
    }
}
