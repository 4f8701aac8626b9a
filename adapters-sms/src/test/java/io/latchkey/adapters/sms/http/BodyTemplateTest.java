package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTemplateTest {
    private static final Map<String, String> VALUES = Map.of(
            "to", "+4915112345678",
            "toDigits", "4915112345678",
            "text", "a&b=\"c\"\\ {to} ü\n@host #1",
            "from", "Latch key",
            "id", "7");

    @Test
    void escapes_values_for_a_form() {
        assertThat(new BodyTemplate(BodyTemplate.Kind.FORM, "to={to}&n={toDigits}&text={text}&from={from}&ref={id}")
                        .fill(VALUES))
                .isEqualTo("to=%2B4915112345678&n=4915112345678"
                        + "&text=a%26b%3D%22c%22%5C+%7Bto%7D+%C3%BC%0A%40host+%231&from=Latch+key&ref=7");
    }

    @Test
    void escapes_values_for_json_and_looks_for_no_placeholder_in_them() {
        assertThat(new BodyTemplate(BodyTemplate.Kind.JSON, "{\"to\":[\"{to}\"],\"m\":{\"text\":\"{text}\"}}")
                        .fill(VALUES))
                .isEqualTo(
                        "{\"to\":[\"+4915112345678\"]," + "\"m\":{\"text\":\"a&b=\\\"c\\\"\\\\ {to} ü\\n@host #1\"}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"to\":\"{to}\",\"text\":{text}}",
                "{\"to\":\"{to}\",\"text\":\"{text}\"",
                "{\"to\":\"{to}\",\"text\":\"{text}\"} x",
                "{to} {text}"
            })
    void refuses_json_that_a_value_could_break(String source) {
        assertThatThrownBy(() -> new BodyTemplate(BodyTemplate.Kind.JSON, source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("body must be a JSON document with its placeholders within strings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"to={to}", "text={text}", "to=&text="})
    void refuses_a_body_without_reader_or_text(String source) {
        assertThatThrownBy(() -> new BodyTemplate(BodyTemplate.Kind.FORM, source))
                .hasMessage("body must hold {text}, and {to} or {toDigits}");
    }

    @Test
    void refuses_placeholders_it_does_not_know() {
        assertThatThrownBy(() -> new BodyTemplate(BodyTemplate.Kind.FORM, "to={to}&text={text}&code={code}"))
                .hasMessageEndingWith("not {code}");
    }
}
