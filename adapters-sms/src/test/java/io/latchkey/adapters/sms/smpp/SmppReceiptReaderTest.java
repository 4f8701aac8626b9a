package io.latchkey.adapters.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.Report;
import io.latchkey.domain.message.DeliveryState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmppReceiptReaderTest {
    private final SmppReceiptReader reader = new SmppReceiptReader(Carriers.definition());

    @ParameterizedTest
    @CsvSource({"7, 00000007", "8, 8 00000007 00000008"})
    void tries_the_id_of_the_text_where_the_parameter_names_another(String inText, String others) {
        DeliverSm receipt = new DeliverSm();
        receipt.setOptionalParameters(
                new OptionalParameter.Receipted_message_id("7"),
                new OptionalParameter.Message_state(MessageState.DELIVERED.value()));
        SmppReceiptReader.Reading reading =
                reader.read(receipt, ("id:" + inText + " stat:DELIVRD err:000").getBytes(StandardCharsets.US_ASCII));
        assertThat(reading.report()).contains(new Report("7", DeliveryState.DELIVERED));
        assertThat(reading.otherNotations()).isEqualTo(List.of(others.split(" ")));
    }

    /** A phone can write any text, and a carrier passes on whole long ones. */
    @ParameterizedTest
    @ValueSource(strings = {"id:a ", "id:a", "id: ", "stat: ", "id:a,", "id:a stat"})
    void searches_the_longest_text_that_a_phone_can_write_in_no_time(String repeated) {
        String text = repeated.repeat(256 / repeated.length()) + " ".repeat(60_000) + repeated;
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThat(reader.looksLikeReceipt(new DeliverSm(), text.getBytes(StandardCharsets.ISO_8859_1)))
                        .isFalse());
    }
}
