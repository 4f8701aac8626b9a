package io.latchkey.adapters.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.provider.ErrorClass;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmppDefinitionReaderTest {
    private static final String GOOD = """
            name: carrier
            channel: sms
            defaults: {system-type: ""}
            smpp:
              host: smsc.example.net
              port: 2775
              tls: false
              system-id: "{secret.system-id}"
              password: "{secret.password}"
              system-type: "{secret.system-type}"
              bind: transceiver
              source: {ton: 5, npi: 0}
              window: 20
              enquire-link: PT15S
              reference: {answer: hex, receipt: decimal}
            errors: {throttled: [0x58, 20], bad-number: 0x0000000B, permanent: 0xFFFFFFFF, wait: PT1S}
            price: {currency: EUR, default: 0.08}
            limits: {per-second: 30}
            receipts: {errors: {bad-number: [1, 5], temporary: {"0C*": handset busy}}}
            """;

    @Test
    void reads_what_is_complete() {
        SmppDefinition definition = read(GOOD);
        assertThat(definition.name()).isEqualTo("carrier");
        assertThat(definition.server()).isEqualTo(new SmppDefinition.Server("smsc.example.net", 2775, false));
        assertThat(definition.facts().values()).containsExactly("password", "system-id", "system-type");
        assertThat(definition.facts().required()).containsExactlyInAnyOrder("password", "system-id");
        assertThat(definition.hearsReceipts()).isTrue();
        assertThat(definition.source()).contains(new SmppDefinition.Numbering(5, 0));
        assertThat(definition.window()).isEqualTo(20);
        assertThat(definition.enquireLink()).isEqualTo(Duration.ofSeconds(15));
        assertThat(definition.referenceOfAnswer("3A7F")).isEqualTo(definition.referenceOfReceipt("0014975"));
        assertThat(definition.errors())
                .isEqualTo(Map.of(
                        0x58,
                        ErrorClass.THROTTLED,
                        0x14,
                        ErrorClass.THROTTLED,
                        0x0B,
                        ErrorClass.BAD_NUMBER,
                        -1,
                        ErrorClass.PERMANENT));
        assertThat(definition.pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(definition.price()).isPresent();
        assertThat(definition.perSecond()).contains(30);
    }

    @Test
    void needs_little() {
        SmppDefinition definition = read("""
                name: carrier
                channel: sms
                smpp: {host: smsc.example.net, system-id: me, password: "{secret.password}"}
                """);
        assertThat(definition.server()).isEqualTo(new SmppDefinition.Server("smsc.example.net", 3550, true));
        assertThat(definition.facts().required()).containsExactly("password");
        assertThat(definition.source()).isEmpty();
        assertThat(definition.window()).isEqualTo(10);
        assertThat(definition.enquireLink()).isEqualTo(Duration.ofSeconds(30));
        assertThat(definition.errors()).isEmpty();
        assertThat(definition.price()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channel: sms | channel: mms | 2 | channel must be sms",
                "channel: sms | request: {} | 2 | request is no key known here; known are channel, defaults, errors,",
                "host: smsc.example.net | hosts: smsc.example.net | 5 | smpp.hosts is no key known here",
                "host: smsc.example.net | host: '{secret.host}.example.net' | 5 | smpp.host must be the name or address",
                "host: smsc.example.net | host: localhost | 5 | smpp.host must be the name or address of a host",
                "port: 2775 | national-language: turkish | 6 | smpp.national-language is not supported: a text beyond the default"
                        + " GSM alphabet goes in UCS-2",
                "port: 2775 | data-coding: 0 | 6 | smpp.data-coding is not supported",
                "port: 2775 | port: 65536 | 6 | smpp.port must be a whole number from 1 to 65535",
                "port: 2775 | port: 0x10 | 6 | smpp.port must be a whole number from 1 to 65535",
                "tls: false | tls: maybe | 7 | smpp.tls must be true or false",
                "'  password: \"{secret.password}\"' | '' | 5 | smpp must have the key password",
                "\"{secret.password}\" | \"{password}\" | 9 | smpp.password has the placeholder {password}, which is not known",
                "bind: transceiver | bind: receiver | 11 | smpp.bind must be transceiver, or transmitter",
                "ton: 5 | ton: 7 | 12 | smpp.source.ton must be a whole number from 0 to 6",
                "npi: 0 | npi: 2 | 12 | smpp.source.npi must be one of 0, 1, 3, 4, 6, 8, 9, 10, 14, 18",
                "', npi: 0' | '' | 12 | smpp.source must have the key npi",
                "window: 20 | window: 0 | 13 | smpp.window must be a whole number from 1 to 1000",
                "enquire-link: PT15S | enquire-link: PT0.5S | 14 | smpp.enquire-link must be PT1S to PT10M",
                "enquire-link: PT15S | enquire-link: 15 | 14 | smpp.enquire-link must be an ISO 8601 duration",
                "answer: hex | answer: octal | 15 | smpp.reference.answer must be one of text, hex, decimal",
                "answer: hex | answer: text | 15 | smpp.reference must have text for both of answer and receipt",
                "[0x58, 20] | [0x58, 88] | 16 | errors.throttled[1] is in two classes or twice in one",
                "[0x58, 20] | [0x58, 11] | 16 | errors.throttled[1] is in two classes or twice in one",
                "[0x58, 20] | http 429 | 16 | errors.throttled must be a command status such as 0x58",
                "[0x58, 20] | 0x0 | 16 | errors.throttled must not be 0",
                "throttled: | at: /code, throttled: | 16 | errors.at is no key known here",
                "wait: PT1S | wait: PT24H | 16 | errors.wait must be less than a day",
                "default: 0.08 | default: free | 17 | price.default must be an amount",
                "bad-number: [1, 5] | at: err | 19 | receipts.errors.at is no key known here",
                "bad-number: [1, 5] | bad-number: http 429 | 19 | receipts.errors must have codes only",
                "receipts: {errors | receipts: {signature: none, errors | 19 | receipts.signature is no key known here",
                "per-second: 30 | per-second: 0 | 18 | limits.per-second must be a whole number",
            })
    void names_file_line_and_key_of_what_it_refuses(String part, String instead, int line, String sentence) {
        String changed = GOOD.replace(part, instead);
        assertThat(changed).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageStartingWith("carrier.yaml:" + line + ": " + sentence);
    }

    @Test
    void tells_every_problem_of_a_file_at_once() {
        String broken = """
                name: a carrier
                channel: mms
                smpp:
                  host: localhost
                  prot: 2775
                  system-id: "{id}"
                  bind: receiver
                  window: 0
                errors: {throttled: [0x58, 0x58, none], wait: soon, temprary: 1}
                limits: {per-second: 0}
                """;
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(InvalidDefinitionException.class)
                .satisfies(refused -> assertThat(refused.getMessage().lines())
                        .extracting(line -> line.replaceFirst("^carrier.yaml:([0-9]+: [^ ]+) .*", "$1"))
                        .containsExactly(
                                "2: channel",
                                "5: smpp.prot",
                                "1: name",
                                "4: smpp.host",
                                "6: smpp.system-id",
                                "4: smpp",
                                "7: smpp.bind",
                                "8: smpp.window",
                                "9: errors.temprary",
                                "9: errors.throttled[1]",
                                "9: errors.throttled[2]",
                                "9: errors.wait",
                                "10: limits.per-second"));
    }

    private static SmppDefinition read(String yaml) {
        return SmppDefinitionReader.read(Place.root("carrier.yaml", yaml));
    }
}
