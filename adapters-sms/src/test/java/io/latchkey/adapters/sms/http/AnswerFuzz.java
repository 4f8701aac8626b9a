package io.latchkey.adapters.sms.http;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.domain.delivery.DeliveryOutcome;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers of providers, and what proves their receipts. */
public final class AnswerFuzz {
    private static final List<HttpDefinition> BUNDLED =
            Definitions.BUNDLED.stream().map(Bundled::definition).toList();
    private static final int LONGEST_REFERENCE = 100;
    private static final String ADDRESS = "https://id.example.org/api/v1/delivery/receipts/acme";

    /** Values of the operator that no input holds. */
    private static final String SECRET = "c2VjcmV0LW9mLXRoZS1mdXp6ZXItdGhhdC1ub2JvZHktZ3Vlc3Nlcw==";

    private static final Answer OF_JSON = new Answer(
            200, "{\"a\": [{\"b\": 1}, null, \"c\"], \"\": {\"~\": true}}".getBytes(StandardCharsets.UTF_8), "m1");
    private static final Answer OF_XML =
            new Answer(200, "<a x=\"1\"><b>2</b><b/></a>".getBytes(StandardCharsets.UTF_8), "m1");

    private AnswerFuzz() {}

    /** Every provider's rules find a meaning in every answer, and record nothing of it but a reference. */
    public static void answer(byte[] input) {
        String body = text(input);
        for (HttpDefinition definition : BUNDLED) {
            for (int status : new int[] {200, 202, 400, 429, 500}) {
                Answer answer = new Answer(status, input, "m1", name -> Optional.of(body));
                DeliveryOutcome outcome = definition.answers().outcome(definition.name(), answer, Optional.empty());
                if (outcome instanceof DeliveryOutcome.Accepted accepted) {
                    accepted.reference()
                            .ifPresent(reference -> require(
                                    !reference.isBlank()
                                            && reference.length() <= LONGEST_REFERENCE
                                            && reference.chars().noneMatch(Character::isISOControl),
                                    definition.name() + " has the reference " + reference));
                    require(definition.answers().classOf(answer).isEmpty(), "accepted and refused");
                }
            }
        }
    }

    /** A place in answers is refused with a reason, or it can be looked for in answers of every kind. */
    public static void selector(byte[] input) {
        Selector read;
        try {
            read = Selector.parse(text(input));
        } catch (IllegalArgumentException refused) {
            require(!String.valueOf(refused.getMessage()).isBlank(), "refused without a reason");
            return;
        }
        if (!(read instanceof Selector.Text)) {
            // Patterns are the operator's; how long they take is theirs, too.
            for (Answer answer : List.of(OF_JSON, OF_XML)) {
                read.find(answer).ifPresent(found -> require(found.length() < 1_000, "more than there is"));
            }
        }
    }

    /** A call that was made up proves itself to no provider's form: header fields, an empty line, the body. */
    public static void signature(byte[] input) {
        String[] halves = text(input).split("\n\n", 2);
        Map<String, List<String>> headers = new HashMap<>();
        halves[0]
                .lines()
                .map(line -> line.split(":", 2))
                .filter(field -> field.length == 2)
                .forEach(field -> headers.computeIfAbsent(
                                field[0].strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(field[1].strip()));
        String query = headers.getOrDefault("query", List.of("")).get(0);
        byte[] body = halves.length < 2 ? new byte[0] : halves[1].getBytes(StandardCharsets.UTF_8);
        for (HttpDefinition definition : BUNDLED) {
            ReceiptCall call = new ReceiptCall(definition.name(), headers, query, body);
            definition.receipts().ifPresent(form -> {
                ReceiptSignature signature = form.signature();
                boolean isGood = signature.isGood(
                        call, ADDRESS + (query.isEmpty() ? "" : "?" + query), name -> SECRET, SnsNotifier.NONE);
                require(!isGood || signature instanceof ReceiptSignature.None, definition.name() + " believes it");
                require(signature.receipt(call).length <= body.length * 4, "a receipt that grows");
                require(
                        signature.notice(call, SnsNotifier.NONE).isEmpty() || signature instanceof ReceiptSignature.Sns,
                        "a notice of nobody");
            });
        }
    }

    /** A notification of Amazon SNS leads nobody to an address that is not SNS's, and none is signed. */
    public static void notification(byte[] input) {
        Asked asked = new Asked();
        SnsMessage.parse(input).ifPresent(message -> {
            require(!message.isSigned(asked), "signed by nobody");
            require(message.notice(asked).isEmpty() || asked.addresses.size() <= 2, "it leads to many addresses");
            require(message.signedText().length() <= 20 * (input.length + 20), "a text that grows");
        });
        asked.addresses.forEach(url -> require(
                url.toString().matches("https://sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?([/?#].*)?"),
                "it leads to " + url));
    }

    /** Remembers what was asked for, and has no key. */
    private static final class Asked implements SnsNotifier {
        private final List<URI> addresses = new ArrayList<>();

        @Override
        public Optional<PublicKey> key(URI certificate) {
            addresses.add(certificate);
            return Optional.empty();
        }

        @Override
        public void confirm(URI subscription) {
            addresses.add(subscription);
        }
    }
}
