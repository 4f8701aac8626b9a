package io.latchkey.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"+1234567", "+4915112345678", "+123456789012345"})
    void takes_seven_to_fifteen_digits(String raw) {
        assertThat(new PhoneNumber(raw).key()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+123456",
                "+1234567890123456",
                "+0123456789",
                "4915112345678",
                "+49 151 12345678",
                "+4915112345678\n",
                "+\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668"
            })
    void refuses_anything_else(String raw) {
        assertThatThrownBy(() -> new PhoneNumber(raw))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("must be a phone number such as +4915112345678");
    }

    @ParameterizedTest
    @CsvSource({"+4915112345678, +49*********78", "+1234567, +12***67"})
    void is_masked_beyond_use_for_others(String raw, String masked) {
        assertThat(new PhoneNumber(raw).masked()).isEqualTo(masked);
        assertThat(new PhoneNumber(raw)).hasToString(masked);
    }

    @Test
    void reads_back_what_it_was_stored_as() {
        PhoneNumber phone = new PhoneNumber("+4915112345678");
        assertThat(Contact.of(phone.kind(), phone.value())).isEqualTo(phone);
    }

    @ParameterizedTest
    @CsvSource({"email, EMAIL", "sms, PHONE"})
    void reads_channels_by_their_wire_names(String raw, ContactKind kind) {
        assertThat(ContactKind.parse(raw)).isEqualTo(kind);
        assertThat(kind.wireName()).isEqualTo(raw);
        assertThatThrownBy(() -> ContactKind.parse("SMS")).isInstanceOf(InvalidValueException.class);
    }
}
