package io.latchkey.bootstrap.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.shared.port.AuditTrail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Checks that the catalogue of audit events matches the code. With {@code -Dlatchkey.test.write-reference=true} it writes
 * the catalogue anew.
 */
class AuditEventsReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "audit-events.md");
    private static final String HEAD = """
            # Audit events

            Each event is one line of JSON in the log `latchkey.audit`, with `at` (time in UTC), `event` and its details. All values are
            texts. `/metrics` counts every event as `latchkey_events_total{event="…"}`. A line never holds a code, password, token, key, login
            or contact.

            A line with `checkpoint` in place of `event` is a signed hash of the [audit store](administration.md#the-audit-store), by which it is told when
            somebody cuts off its end.

            Logins and contacts are named by keyed digests. Equal ones have equal digests, so that lines about one person can be found.
            They stay when `latchkey.secret` [changes](secret-change.md).

            `network` is personal data in many countries. The log needs it to tell who attacks (OWASP ASVS 5.0, 16.2.1). Keep the log no
            longer than you need it, and let only those read it who look after security.

            Each refusal is one line, so an attack makes as many lines as it makes calls. Uses of an API credential make at most one line
            per credential and minute. Calls with a good access token make none, because the sign-in has a line.

            ## Events

            | event | recorded when | details |
            |---|---|---|
            """;
    private static final String MIDDLE = """

            ## Details

            A line holds those details of its event that are known.

            | detail | meaning |
            |---|---|
            """;

    @Test
    void the_catalogue_says_what_the_code_says() throws IOException {
        String expected = HEAD + events() + MIDDLE + details();
        if (Boolean.getBoolean("latchkey.test.write-reference")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String events() {
        return Arrays.stream(AuditTrail.Event.values())
                .map(event -> "| `" + event.wireName() + "` | " + event.occasion() + " | "
                        + event.details().stream()
                                .map(detail -> "`" + detail.key() + "`")
                                .collect(Collectors.joining(", "))
                        + " |\n")
                .collect(Collectors.joining());
    }

    private static String details() {
        return Arrays.stream(AuditTrail.Detail.values())
                .map(detail -> "| `" + detail.key() + "` | " + detail.meaning() + " |\n")
                .collect(Collectors.joining());
    }

    @Test
    void every_detail_is_one_of_an_event() {
        assertThat(Arrays.stream(AuditTrail.Event.values())
                        .flatMap(event -> event.details().stream())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(AuditTrail.Detail.values());
    }
}
