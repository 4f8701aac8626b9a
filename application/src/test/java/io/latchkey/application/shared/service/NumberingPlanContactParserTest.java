package io.latchkey.application.shared.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.testkit.PlainPhoneNumberParser;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneLink;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingPlanContactParserTest {
    private final NumberingPlanContactParser parser = new NumberingPlanContactParser(new PlainPhoneNumberParser());

    @Test
    void takes_a_telephone_link_for_a_number_and_not_for_a_username() {
        NumberingPlanContactParser linked =
                new NumberingPlanContactParser(raw -> new PhoneNumber(PhoneLink.numberIn(raw)));
        assertThat(linked.parseLogin("Tel:+4915112345678"))
                .isEqualTo(new LoginName.ByContact(new PhoneNumber("+4915112345678")));
        assertThat(linked.parseLogin("tel:call-me")).isInstanceOf(LoginName.Unusable.class);
        assertThat(linked.parseLogin("telephone")).isInstanceOf(LoginName.ByUsername.class);
    }

    @Test
    void tells_logins_apart_by_their_shape() {
        assertThat(parser.parseLogin("ada@example.org")).isEqualTo(new LoginName.ByContact(EMAIL));
        assertThat(parser.parseLogin("Ada")).isEqualTo(new LoginName.ByUsername(new Username("Ada")));
        assertThat(parser.parseLogin("+49 (151) 123-45678")).isEqualTo(new LoginName.ByContact(PHONE));
        assertThat(parser.parseLogin("015112345678")).isEqualTo(new LoginName.ByContact(PHONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada@", "a", "12", "ada lovelace", "\u0000"})
    void never_refuses_a_login(String raw) {
        assertThat(parser.parseLogin(raw)).isEqualTo(new LoginName.Unusable(raw));
    }

    @Test
    void cuts_what_is_far_too_long() {
        assertThat(parser.parseLogin("1".repeat(10_000)).key()).hasSize("unusable:".length() + 254);
    }

    @Test
    void reads_a_contact_of_the_channel_it_is_told() {
        assertThat(parser.parse(ContactKind.EMAIL, " ada@example.org")).isEqualTo(EMAIL);
        assertThat(parser.parse(ContactKind.PHONE, "0151 12345678")).isEqualTo(PHONE);
        assertThatThrownBy(() -> parser.parse(ContactKind.PHONE, "ada@example.org"))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> parser.parse(ContactKind.EMAIL, "+4915112345678"))
                .isInstanceOf(InvalidValueException.class);
    }
}
