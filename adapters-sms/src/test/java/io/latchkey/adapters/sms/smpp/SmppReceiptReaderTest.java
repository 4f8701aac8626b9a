package io.latchkey.adapters.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmppReceiptReaderTest {
    private final SmppReceiptReader reader = new SmppReceiptReader(Carriers.definition());

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
