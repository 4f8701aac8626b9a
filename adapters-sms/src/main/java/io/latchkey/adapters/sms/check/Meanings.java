package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.http.Answer;
import io.latchkey.adapters.sms.http.HttpDefinition;
import io.latchkey.adapters.sms.http.HttpProvider;
import io.latchkey.adapters.sms.http.OutgoingCall;
import io.latchkey.adapters.sms.http.ReceiptForm;
import io.latchkey.adapters.sms.http.Verification;
import io.latchkey.adapters.sms.provider.ErrorClass;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Words for what answers and receipts mean, and the samples that they are about. */
final class Meanings {
    static final String ACCEPTED = "accepted";
    static final String UNKNOWN = "unknown";
    static final String FAILED = "failed";
    /** A message that arrived, and that its reader called spam. */
    static final String COMPLAINED = ErrorClass.COMPLAINED.wireName();

    /** A receipt that tells of a step on the way, or nothing that matters. */
    static final String NOTHING = "nothing";

    /** The provider's id of a verification. */
    static final String REFERENCE = "reference-1";

    /** Our id of the sample message. */
    static final String OWN_ID = message(Channel.SMS).id().toString();
    /** The time of the sample message. */
    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private static final String TOKEN = "check-access-token";

    private Meanings() {}

    private static WordedMessage message(Channel channel) {
        return SampleMessage.of(channel, "Your code is 483920", Optional.of("483920"), "en");
    }

    /** @param word the outcome in one word */
    record OfAnswer(String word, DeliveryOutcome outcome) {}

    /** The words that an answer's meaning may have. */
    static List<String> ofAnswers() {
        return Stream.concat(Stream.of(ACCEPTED, UNKNOWN), classes()).toList();
    }

    /** The words that a receipt's meaning may have. */
    static List<String> ofReceipts() {
        return Stream.concat(
                        Stream.of("delivered", COMPLAINED, FAILED, "unconfirmed", NOTHING),
                        classes().map(name -> FAILED + ' ' + name))
                .toList();
    }

    private static Stream<String> classes() {
        return Arrays.stream(ErrorClass.values()).map(ErrorClass::wireName);
    }

    /** The words that an answer to the check of a code may have. */
    static List<String> ofChecks() {
        return Arrays.stream(OwnerAnswer.Verdict.values())
                .map(Verification::nameOf)
                .toList();
    }

    static OfAnswer of(HttpDefinition definition, Answer answer) {
        DeliveryOutcome outcome = definition.answers().outcome(definition.name(), answer, Optional.empty());
        String refused =
                definition.answers().classOf(answer).map(ErrorClass::wireName).orElse(UNKNOWN);
        return new OfAnswer(outcome.acceptance().isPresent() ? ACCEPTED : refused, outcome);
    }

    static String of(ReceiptForm.Told told) {
        if (told.state() == DeliveryState.FAILED) {
            return told.reason()
                    .map(reason -> FAILED + ' ' + reason.errorClass().wireName())
                    .orElse(FAILED);
        }
        if (told.state() == DeliveryState.DELIVERED) {
            return told.reason().isPresent() ? COMPLAINED : "delivered";
        }
        return "unconfirmed";
    }

    /**
     * The call that hands over the sample message.
     *
     * @param values the operator's values, by name; the other required ones are made up
     */
    static OutgoingCall call(HttpDefinition definition, Map<String, String> values) {
        return provider(definition, values).preview(message(definition.channel()), TOKEN);
    }

    /**
     * The call that asks about a message; empty where the provider is not asked.
     *
     * @param values as above
     */
    static Optional<OutgoingCall> poll(HttpDefinition definition, Map<String, String> values, String reference) {
        return provider(definition, values).previewOfPoll(reference, TOKEN);
    }

    /** The call about the code of the sample message, which the provider made. */
    static OutgoingCall call(HttpDefinition definition, Verification.Deed deed, Map<String, String> values) {
        return provider(definition, values)
                .preview(deed, REFERENCE, message(definition.channel()).to().value(), "483920", TOKEN);
    }

    private static HttpProvider provider(HttpDefinition definition, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        definition.auth().samples().forEach(all::putIfAbsent);
        definition.facts().required().forEach(name -> all.putIfAbsent(name, "check-" + name));
        return new HttpProvider(
                definition,
                settings(
                        "https://id.example.org/api/v1/delivery/receipts/" + definition.name(),
                        definition.channel(),
                        all),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** @param receiptUrl address for receipts, without a query */
    static ProviderSettings settings(String receiptUrl, Channel channel, Map<String, String> values) {
        return new ProviderSettings(
                SampleMessage.sender(channel),
                receiptUrl,
                name -> Optional.ofNullable(values.get(name)),
                Optional.empty(),
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
    }

    static String lowerCase(String header) {
        return header.toLowerCase(Locale.ROOT);
    }
}
