package io.latchkey.bootstrap.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.message.MessageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Checks that the table of notices matches the code. With {@code -Dlatchkey.test.write-reference=true} it writes the table
 * anew.
 */
class NoticesReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "notices.md");
    private static final String HEAD = """
            # Notices

            Latchkey tells owners what happens to their accounts. A notice goes to the verified contacts that the account had before and
            has now, so that a thief who replaces a contact cannot hide it. It is in the language of the account, says what happened and
            what to do if it was somebody else. It holds no code and no link. Its words are the [text](templates.md) of its name.

            | told when | told to | text |
            |---|---|---|
            """;
    private static final String TAIL = """

            **Costs.** Every SMS costs money. `latchkey.notices.sms` says which notices go out by SMS to owners who have an e-mail address,
            too: `essential` (default) sends those of the table to every contact, `all` sends every notice, `without-email` sends none. An
            owner who has no e-mail address always gets them by SMS.

            **Limits.** Limits on codes never stop a notice. An owner gets at most five notices of one kind an hour
            (`latchkey.throttle.notice`), and one a day that guesses shut a way of signing in (`latchkey.throttle.lock-notice`). A notice
            that is held back is recorded as [`throttled`](audit-events.md).

            **Delivery.** Notices are promised in the commit of what they tell of, wait in the outbox for up to 24 hours, and are purged
            like codes. The notice of a deletion goes out although the account is gone.

            **Nobody learns from notices who has an account.** Where a stranger can cause a notice, a call for a login that no account has
            does the same work, and no message goes out.

            **Text messages.** Whoever takes over a phone number reads its codes (NIST SP 800-63B-4 §3.2.9). `second-factor-sms` tells the
            owner so when SMS becomes the second factor. Offer e-mail beside it, or leave SMS out of your pages.
            """;

    @Test
    void the_table_says_what_the_code_says() throws IOException {
        String expected = HEAD + rows() + TAIL;
        if (Boolean.getBoolean("latchkey.test.write-reference")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String rows() {
        return Arrays.stream(MessageKind.values())
                .filter(kind -> kind != MessageKind.CODE)
                .map(kind -> "| " + kind.occasion() + " | " + told(kind) + " | `" + kind.wireName() + "` |\n")
                .collect(Collectors.joining());
    }

    private static String told(MessageKind kind) {
        return switch (kind.reach()) {
            case ONE_CONTACT -> "that contact";
            case EVERY_CONTACT -> "every contact";
            case EMAIL_FIRST -> "every e-mail address; where there is none, every number";
        };
    }
}
