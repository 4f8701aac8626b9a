package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedCodeNumbersTest {
    private static final Instant END = Instant.parse("2027-04-01T00:00:00Z");
    private static final PhoneNumber PHONE = new PhoneNumber("+15005550006");
    private static final FixedCodeNumber NUMBER =
            new FixedCodeNumber(PHONE, new OtpCode("135790"), END, address -> address.startsWith("192.0.2."));
    private static final FixedCodeNumbers NUMBERS = FixedCodeNumbers.of(List.of(NUMBER));

    @Test
    void finds_a_number_for_a_client_it_is_for() {
        assertThat(NUMBERS.find(PHONE, "192.0.2.1", END.minusMillis(1))).containsSame(NUMBER);
    }

    @Test
    void finds_it_for_no_other_client() {
        assertThat(NUMBERS.find(PHONE, "198.51.100.1", END.minusMillis(1))).isEmpty();
    }

    @Test
    void finds_it_no_more_from_the_instant_of_its_end() {
        assertThat(NUMBERS.find(PHONE, "192.0.2.1", END)).isEmpty();
    }

    @Test
    void finds_no_number_that_is_not_listed() {
        assertThat(NUMBERS.find(new PhoneNumber("+15005550007"), "192.0.2.1", Instant.EPOCH))
                .isEmpty();
        assertThat(FixedCodeNumbers.none().find(PHONE, "192.0.2.1", Instant.EPOCH))
                .isEmpty();
    }

    @Test
    void takes_spellings_of_one_address_for_one() {
        FixedCodeNumber mailbox = new FixedCodeNumber(
                new EmailAddress("Review@example.org"), new OtpCode("135790"), null, address -> true);
        assertThat(FixedCodeNumbers.of(List.of(mailbox)).find(new EmailAddress("review@example.org"), "192.0.2.1", END))
                .containsSame(mailbox);
    }

    @Test
    void knows_which_clients_have_any_number() {
        assertThat(NUMBERS.reaches("192.0.2.1", END.minusMillis(1))).isTrue();
        assertThat(NUMBERS.reaches("198.51.100.1", END.minusMillis(1))).isFalse();
        assertThat(NUMBERS.reaches("192.0.2.1", END)).isFalse();
    }

    @Test
    void takes_one_entry_for_a_contact() {
        assertThatThrownBy(() -> FixedCodeNumbers.of(List.of(NUMBER, NUMBER)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void never_prints_a_code_or_a_whole_number() {
        assertThat(NUMBER.toString()).isEqualTo("FixedCodeNumber[+15*******06]");
    }
}
