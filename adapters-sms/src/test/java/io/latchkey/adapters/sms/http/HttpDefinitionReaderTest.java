package io.latchkey.adapters.sms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.provider.Price;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.shared.Channel;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpDefinitionReaderTest {
    private static final String GOOD = """
            name: acme
            channel: sms
            request:
              url: https://api.acme.example/v1/send
              form: {to: "{to}", text: "{text}"}
            auth: {bearer: "{secret.token}"}
            accepted: {status: 200}
            reference: /id
            errors: {at: /code, bad-number: 17, throttled: http 429}
            receipts: {form: form, reference: id, state: status, delivered: ok, failed: bad, signature: none}
            price: {currency: EUR, default: 0.08, DE: 0.07}
            limits: {per-second: 10}
            """;

    @Test
    void reads_what_is_complete() {
        HttpDefinition definition = read(GOOD);
        assertThat(definition.name()).isEqualTo("acme");
        assertThat(definition.facts().required()).containsExactly("token");
        assertThat(definition.perSecond()).contains(10);
        assertThat(definition.channel()).isEqualTo(Channel.SMS);
    }

    @ParameterizedTest
    @CsvSource({"sms, SMS", "whatsapp, WHATSAPP", "voice, VOICE"})
    void reads_what_carries_the_messages(String name, Channel channel) {
        assertThat(read(GOOD.replace("channel: sms", "channel: " + name)).channel())
                .isEqualTo(channel);
    }

    @Test
    void knows_the_price_of_a_country_and_of_all_others() {
        Price price = read(GOOD).price().orElseThrow();
        assertThat(price.currency()).isEqualTo("EUR");
        assertThat(price.of("DE")).isEqualTo(new BigDecimal("0.07"));
        assertThat(price.of("FR")).isEqualTo(new BigDecimal("0.08"));
        String everywhere = GOOD.replace("default: 0.08, DE: 0.07", "default: 1");
        assertThat(read(everywhere).price().orElseThrow().of("DE")).isEqualTo(BigDecimal.ONE);
        String none = GOOD.replace("price: {currency: EUR, default: 0.08, DE: 0.07}\n", "");
        assertThat(read(none).price()).isEmpty();
    }

    @Test
    void refuses_xml_in_a_field_that_a_value_could_break() {
        String voice = GOOD.replace("text: \"{text}\"}", "call: {xml: '<a><{text}/></a>'}}");
        assertThatThrownBy(() -> read(voice))
                .hasMessageStartingWith("acme.yaml:5: request.form.call.xml must be an XML document");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: acme | name: a.b | 1 | name must be 1 to 40 letters, digits and hyphens",
                "name: acme | nam: acme | 1 | nam is no key known here; known are accepted, auth, channel",
                "channel: sms | channel: fax | 2 | channel must be one of email, sms, whatsapp, voice, rcs, telegram",
                "channel: sms | channel: email | 4 | request must have {subject} in its body",
                "\"{text}\" | \"{text}{subject}\" | 4 | request has the placeholder {subject}, which is not for channel sms",
                "limits: {per-second: 10} | languages: {English: en-US} | 12 | languages.English must have a language such as en or pt-BR",
                "\"{text}\" | \"{from:text}\" | 5 | request.form.text has a brace that is no placeholder",
                "\"{text}\" | \"{text} {unicode}\" | 5 | request.form.text has the placeholder {unicode}",
                "\"{secret.token}\" | \"{secret.token?a:b}\" | 6 | auth.bearer has the placeholder {secret.token?a:b}",
                "channel: sms | channel: &a sms | 2 | channel has an anchor",
                "channel: sms | name: two | 2 | name is there twice",
                "  url: https://api.acme.example/v1/send | '' | 5 | request must have the key url",
                "'  url:' | '  headers: {Content-Length: 3}\n  url:' | 4 | request.headers.Content-Length must have a name that can be",
                """
                        form: {to: "{to}", text: "{text}"} | json-text: '{"to":"{to}","text":{text}}' | 5 | request.json-text must be a JSON document with its placeholders within strings""",
                "form: {to: \"{to}\", text: \"{text}\"} | form-text: 'to={to}&m={txt}' | 5 | request.form-text has the placeholder {txt}, which is not known here",
                "accepted: {status: 200} | 'accepted: {status: [200, 404]}' | 7 | accepted.status[1] must be 200 to 299",
                "https://api | http://api | 4 | request.url must be an https address",
                "https://api.acme.example/v1/send | https://{secret.host}/v1 | 4 | request.url must name a host",
                "https://api.acme.example/v1/send | https://{secret.host}.example/v1 | 4 | request.url must name a host",
                "https://api.acme.example/v1/send | https://me@api.acme.example/ | 4 | request.url must name a host",
                "https://api.acme.example/v1/send | https://api.acme.example/{text} | 4 | request.url has the placeholder {text}, which is not known here",
                "form: {to | forms: {to | 5 | request.forms is no key known here",
                "\"{text}\" | \"{txt}\" | 5 | request.form.text has the placeholder {txt}, which is not known here",
                "\"{text}\" | \"{text\" | 5 | request.form.text has a brace that is no placeholder",
                "\"{text}\" | {text} | 5 | request.form.text must be a text; a placeholder needs quotes around it",
                "\"{text}\" | hi | 4 | request must have {text}, {code} or {templateId} in its body",
                "\"{to}\" | \"+1\" | 4 | request must have {to} or {toDigits} in its body",
                "{bearer: | {bear: | 6 | auth.bear is no key known here",
                "\"{secret.token}\" | \"{token}\" | 6 | auth.bearer has the placeholder {token}",
                "\"{secret.token}\" | \"{secret.Token}\" | 6 | auth.bearer has the placeholder {secret.Token}",
                "accepted: {status: 200} | accepted: {status: 404} | 7 | accepted.status must be 200 to 299",
                "accepted: {status: 200} | accepted: {status: 200, is: 1} | 7 | accepted must have the key at",
                "accepted: {status: 200} | accepted: {status: 200, at: /x} | 7 | accepted must have one of is and not beside at",
                "reference: /id | reference: id | 8 | reference must begin with /",
                "reference: /id | reference: xml //[ | 8 | reference is no well-formed",
                "http 429 | http 4290 | 9 | errors.throttled must be such as \"http 429\"",
                "at: /code,  | '' | 9 | errors.bad-number needs errors.at",
                "bad-number: | bad_number: | 9 | errors.bad_number is no key known here",
                "signature: none | signature: maybe | 10 | receipts.signature must be none or a mapping",
                "signature: none | signature: {hmac: md5} | 10 | receipts.signature.hmac must be one of sha1, sha256, sha512",
                "reference: id, | reference: /id, | 10 | receipts.reference must be the name of a field",
                "', signature: none' | '' | 10 | receipts must have the key signature",
                "at: /code,  | 'at: /code, sample: ERR 7, ' | 9 | errors.sample must have {code} where",
                "'default: 0.08, ' | '' | 11 | price must have the key default",
                "currency: EUR | currency: euro | 11 | price.currency must be an ISO 4217 code",
                "DE: 0.07 | XX: 0.07 | 11 | price.XX is no ISO 3166 country",
                "DE: 0.07 | DE: cheap | 11 | price.DE must be an amount",
                "per-second: 10 | per-second: 0 | 12 | limits.per-second must be a whole number",
                "per-second: 10} | per-second: 10 | 13 | is no YAML",
            })
    void names_file_line_and_key_of_what_it_refuses(String part, String instead, int line, String sentence) {
        String changed = GOOD.replace(part, instead);
        assertThat(changed).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(InvalidDefinitionException.class)
                .hasMessageStartingWith("acme.yaml:" + line + ": " + sentence);
    }

    @Test
    void tells_every_problem_of_a_file_at_once() {
        String broken = """
                nam: acme
                channel: fax
                request:
                  url: http://api.acme.example/v1/send
                  methods: PUT
                  headers: {Content-Length: 3, X-Text: "{txt}"}
                  json: {a: "{too}", b: [{c: "{text"}], to: "{to}"}
                auth: {bear: x}
                accepted: {status: 404, at: /x}
                reference: id
                errors: {at: /code, bad-nubmer: 17, throttled: http 4290, permanent: http 9}
                receipts: {form: form, reference: /id, state: status, delivered: ok, fails: bad, signature: maybe}
                price: {currency: euro, default: 1}
                limits: {per-second: 0}
                """;
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(InvalidDefinitionException.class)
                .satisfies(refused -> assertThat(refused.getMessage().lines())
                        .extracting(line -> line.replaceFirst("^acme.yaml:([0-9]+: [^ ]+) .*", "$1"))
                        .containsExactly(
                                "1: nam",
                                "1: must",
                                "2: channel",
                                "5: request.methods",
                                "4: request.url",
                                "6: request.headers.Content-Length",
                                "6: request.headers.X-Text",
                                "7: request.json.a",
                                "7: request.json.b[0].c",
                                "8: auth.bear",
                                "9: accepted.status",
                                "9: accepted",
                                "10: reference",
                                "11: errors.bad-nubmer",
                                "11: errors.throttled",
                                "11: errors.permanent",
                                "12: receipts.fails",
                                "12: receipts.reference",
                                "12: receipts",
                                "12: receipts.signature",
                                "13: price.currency",
                                "14: limits.per-second"));
    }

    @Test
    void refuses_xml_that_a_value_could_break() {
        String xml = GOOD.replace("form: {to: \"{to}\", text: \"{text}\"}", "xml: '<m to=\"{to}\"><{text}/></m>'");
        assertThatThrownBy(() -> read(xml)).hasMessageStartingWith("acme.yaml:5: request.xml must be an XML document");
    }

    @Test
    void gives_a_refusal_the_words_of_the_definition() {
        AnswerRules rules = read(GOOD.replace("throttled: http 429", "permanent: {http 401: wrong key, 9: too old}"))
                .answers();
        assertThat(rules.outcome("acme", new Answer(401, new byte[0], ""), Optional.empty()))
                .isEqualTo(new DeliveryOutcome.Declined("wrong key (401)"));
        byte[] old = """
                {"code":9}""".getBytes(StandardCharsets.UTF_8);
        assertThat(rules.outcome("acme", new Answer(400, old, ""), Optional.empty()))
                .isEqualTo(new DeliveryOutcome.Declined("too old (9)"));
    }

    private static HttpDefinition read(String yaml) {
        return HttpDefinitionReader.read(Place.root("acme.yaml", yaml));
    }
}
