package io.latchkey.adapters.sms.fuzz;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.sms.check.FactsFuzz;
import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.http.AnswerFuzz;
import io.latchkey.adapters.sms.http.Bundled;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.HttpDefinitionReader;
import io.latchkey.adapters.sms.http.ReceiptForm;
import io.latchkey.adapters.sms.oauth.GrantFuzz;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.routing.RoutingFuzz;
import io.latchkey.adapters.sms.smpp.CarrierFuzz;
import io.latchkey.adapters.sms.smpp.SmppDefinitionFuzz;
import io.latchkey.adapters.sms.text.TextFuzz;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.domain.fuzz.Fuzzing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Files of operators, and calls and answers of providers. */
public final class ProviderFuzz {
    private static final List<HttpDefinition> BUNDLED =
            Definitions.BUNDLED.stream().map(Bundled::definition).toList();

    static final Fuzzing TARGETS = new Fuzzing()
            .with("definition", ProviderFuzz::definition, definitions())
            .with(
                    "receipt",
                    ProviderFuzz::receipt,
                    "MessageSid=SM1&MessageStatus=undelivered&ErrorCode=30005",
                    "{\"id\": \"m1\", \"event\": \"bounce\"}",
                    "[{\"eventType\": \"x\", \"data\": {\"messageId\": \"m1\", \"deliveryStatus\": \"Delivered\"}}]",
                    "{\"event-data\": {\"event\": \"failed\", \"severity\": \"permanent\", \"user-variables\":"
                            + " {\"latchkey-id\": \"m1\"}}}",
                    "{\"entry\": [{\"changes\": [{\"value\": {\"statuses\": [{\"id\": \"w\", \"status\":"
                            + " \"read\"}]}}]}]}",
                    "data={\"customID\":\"m1\"}",
                    "%zz=%&&=")
            .with("pdu", CarrierFuzz::pdu, carriers())
            .with(
                    "receipt-text",
                    CarrierFuzz::text,
                    "id:42 sub:001 dlvrd:001 stat:DELIVRD err:000 text:",
                    "id:a:b c, stat:UNDELIV",
                    "stat:X id: id:")
            .with("carrier", SmppDefinitionFuzz::read, SmppDefinitionFuzz.SEED)
            .with(
                    "answer",
                    AnswerFuzz::answer,
                    "{\"messages\": [{\"message-id\": \"a\", \"status\": \"0\"}]}",
                    "{\"sid\": \"SM1\", \"code\": 21211, \"error\": {\"code\": \"x\"}}",
                    "<Response><RequestId>r</RequestId><Error><Code>Throttling</Code></Error></Response>",
                    "<a>".repeat(3_000) + "</a>".repeat(3_000),
                    "OK: 42\nERR",
                    "[".repeat(2_000))
            .with(
                    "selector",
                    AnswerFuzz::selector,
                    "/a/0/b",
                    "/~0~1/",
                    "xml //b[1]/@x",
                    "xml count(//b)",
                    "xml string(/a)",
                    "text code=([0-9]+)",
                    "header X-Code")
            .with(
                    "signature",
                    AnswerFuzz::signature,
                    "X-Signature: abc\nAuthorization: Basic eDp5\nX-Twilio-Signature: AAAA\n\na=1&b=2",
                    "webhook-id: 1\nwebhook-timestamp: 1\nwebhook-signature: v1,AAAA v1a,AAAA\n\n{}",
                    "query: token=abc&sig=%zz\nhost: x\n\n{\"signature\": {\"timestamp\": \"1\", \"token\": \"t\","
                            + " \"signature\": \"00\"}}")
            .with(
                    "notification",
                    AnswerFuzz::notification,
                    """
                    {"Type": "SubscriptionConfirmation", "TopicArn": "arn:aws:sns:eu-central-1:123456789012:t", "Message": "m",
                     "SubscribeURL": "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription", "SignatureVersion": "2",
                     "Signature": "AAAA", "SigningCertURL":
                     "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem"}""",
                    "{\"Type\": \"Notification\", \"TopicArn\": \"arn:aws-cn:sns:cn-north-1:123456789012:t\"}")
            .with(
                    "grant",
                    GrantFuzz::read,
                    "{\"access_token\": \"a.b-c\", \"token_type\": \"Bearer\", \"expires_in\": 3600}",
                    "{\"access_token\": \"a\", \"expires_in\": -9223372036854775808}",
                    "{\"access_token\": \"a\", \"expires_in\": 1e300}",
                    "{\"error\": \"invalid_client\"}")
            .with(
                    "routes",
                    RoutingFuzz::read,
                    """
                    rules:
                      - when: {prefix: "+49", purpose: [sign-in, "custom:pay"], app: native}
                        steps:
                          - {providers: {alpha: 3, beta: 1}, from: Latchkey, wait: PT30S}
                          - {providers: [gamma], on-request: true}
                      - providers: [alpha, beta]
                    """,
                    "rules:\n  - when: {channel: email, country: [DE, FR]}\n    providers: [mail]\n")
            .with("facts", FactsFuzz::read, """
                    verified:
                      api: {title: "Acme: API reference", date: 2026-04}
                    values: {key: k}
                    calls:
                      - {call: POST https://api.acme.example/v1/send, fields: [to, text], required: [to]}
                    answers:
                      - {status: 400, body: '{"code": {code}}', codes: {bad-number: 17, permanent: [19, 20]}}
                    receipts:
                      - {form: {id: m1, state: "{code}"}, reference: m1, codes: {delivered: ok, failed: [bad]}}
                    signatures:
                      - {address: "https://id.example.org/r", headers: {X-Sign: "00"}, body: id=m1, genuine: false}
                    """)
            .with(
                    "text",
                    TextFuzz::read,
                    "Subject: {{site}}: {{code}}\n{{code}} {{#lifetime}}x{{/lifetime}}",
                    "{{code}} {{#plural}}{{one}}{{/plural}} {{{code}}} {{! a note }}",
                    "Subject: x\n" + "{{#a}}".repeat(20),
                    "{{=<% %>=}}<% code %>",
                    "{{> other}} {{& code}} {{");

    private ProviderFuzz() {}

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGETS.read(input);
    }

    private static List<byte[]> carriers() {
        try {
            return CarrierFuzz.seeds();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<byte[]> definitions() {
        return Stream.of("twilio", "mailgun", "azure-communication", "aws-ses", "telesign", "whatsapp-cloud")
                .map(name -> Definitions.bundled(name).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** A definition is refused by file and line, or read the same way twice. */
    private static void definition(byte[] input) {
        try {
            HttpDefinition read = HttpDefinitionReader.read(Place.root("acme.yaml", text(input)));
            require(
                    HttpDefinitionReader.read(Place.root("acme.yaml", text(input)))
                            .name()
                            .equals(read.name()),
                    "another name");
        } catch (InvalidDefinitionException refused) {
            require(String.valueOf(refused.getMessage()).startsWith("acme.yaml"), "no file in " + refused.getMessage());
        }
    }

    /** Every provider's form reads every call, whatever it holds. */
    private static void receipt(byte[] input) {
        for (HttpDefinition definition : BUNDLED) {
            ReceiptCall call = new ReceiptCall(definition.name(), Map.of(), text(input), input);
            definition
                    .receipts()
                    .flatMap(form -> form.reports(call))
                    .ifPresent(told -> told.forEach(ProviderFuzz::check));
        }
    }

    private static void check(ReceiptForm.Told told) {
        require(
                !told.reference().isBlank() && told.reference().length() <= 255,
                "a reference of " + told.reference().length() + " characters");
    }
}
