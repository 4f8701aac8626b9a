package io.latchkey.adapters.sms.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.smpp.Carriers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SmppCheckTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void passes_the_example_of_the_documentation(@TempDir Path folder) throws IOException {
        String document = Files.readString(Path.of("..", "docs", "providers.md"));
        String example = document.substring(document.indexOf("    # carrier.yaml\n"))
                .lines()
                .takeWhile(line -> line.startsWith("    "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(folder.resolve("carrier.yaml"), example);
        assertThat(check(file.toString(), "--secret", "system-id=me"))
                .as(text())
                .isZero();
        assertThat(text())
                .contains(
                        "ok    success ",
                        "ok    bad-number (0x0B) ",
                        "ok    throttled (0x58) ",
                        "ok    bind refused ",
                        "ok    answer too late ",
                        "ok    lost answer ",
                        "ok    same message twice ",
                        "ok    long text ",
                        "ok    receipt delivered (text) ",
                        "ok    receipt failed (parameters) ",
                        "ok    receipt failed: bad-number (5) ",
                        "ok    receipt failed: opted-out (034) ",
                        " passed.");
    }

    @Test
    void checks_no_receipts_of_a_transmitter() {
        assertThat(SmppCheck.run(Carriers.definitionWith(", bind: transmitter"), Map.of()))
                .allMatch(CheckResult::passed)
                .contains(new CheckResult("receipts", true, "not checked: the session is a transmitter"));
    }

    @Test
    void answers_one_when_a_part_failed(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("carrier.yaml"), Carriers.HEAD.formatted(""));
        assertThat(check(file.toString(), "--secret", "password=far too long")).isEqualTo(1);
        assertThat(text()).contains("FAIL  success ").doesNotContain("far too long");
    }

    @Test
    void answers_two_when_there_is_nothing_to_check(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("carrier.yaml"), Carriers.HEAD.formatted(", bind: receiver"));
        assertThat(check(file.toString())).isEqualTo(2);
        assertThat(text()).startsWith(file + ":3: smpp.bind must be transceiver");
    }

    private int check(String... arguments) {
        return ProviderCheckCommand.command(List.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
