package io.latchkey.adapters.sms.smpp;

import io.latchkey.application.delivery.port.ReceiptReader.Report;
import io.latchkey.domain.message.DeliveryState;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter;

/**
 * Reads delivery receipts. The parameters {@code receipted_message_id} and {@code message_state} (SMPP 3.4 §5.3.2.12
 * and §5.3.2.35) come first. The text {@code id:… stat:…} (appendix B) comes second, because every carrier words it
 * differently.
 */
final class SmppReceiptReader {
    private static final int LONGEST_REFERENCE = 255;
    private static final Pattern ID = Pattern.compile("(?:^|\\s)id:\\s*([^\\s:]+)(?:\\s|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern STATE = Pattern.compile("(?:^|\\s)stat:\\s*([a-z]+)", Pattern.CASE_INSENSITIVE);

    private final SmppDefinition definition;

    SmppReceiptReader(SmppDefinition definition) {
        this.definition = definition;
    }

    /** Reads a report. Empty for a message that is no receipt, for an intermediate state and for an unknown form. */
    Optional<Report> read(AbstractSmCommand command, byte[] shortMessage) {
        String text = text(command, shortMessage);
        Optional<String> reference = Optional.ofNullable(
                        command.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
                .map(id -> terminated(id.getValue()))
                .filter(id -> !id.isBlank())
                .map(definition::referenceOfAnswer)
                .or(() -> find(ID, text).map(definition::referenceOfReceipt))
                .filter(found -> found.length() <= LONGEST_REFERENCE);
        Optional<DeliveryState> state = Optional.ofNullable(
                        command.getOptionalParameter(OptionalParameter.Message_state.class))
                .map(OptionalParameter.Message_state::getValue)
                .map(SmppReceiptReader::state)
                .orElseGet(() -> find(STATE, text).flatMap(SmppReceiptReader::state));
        return reference.flatMap(found -> state.map(known -> new Report(found, known)));
    }

    private static String text(AbstractSmCommand command, byte[] shortMessage) {
        OptionalParameter.Message_payload payload =
                command.getOptionalParameter(OptionalParameter.Message_payload.class);
        byte[] octets = shortMessage.length == 0 && payload != null ? payload.getValue() : shortMessage;
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    /** The parameter's text. It ends with NUL, which some carriers leave out. */
    private static String terminated(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static Optional<String> find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private static Optional<DeliveryState> state(byte value) {
        if (value == MessageState.DELIVERED.value()) {
            return Optional.of(DeliveryState.DELIVERED);
        }
        boolean isFailed = value == MessageState.EXPIRED.value()
                || value == MessageState.DELETED.value()
                || value == MessageState.UNDELIVERABLE.value()
                || value == MessageState.REJECTED.value();
        return isFailed ? Optional.of(DeliveryState.FAILED) : Optional.empty();
    }

    private static Optional<DeliveryState> state(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "DELIVRD" -> Optional.of(DeliveryState.DELIVERED);
            case "EXPIRED", "DELETED", "UNDELIV", "REJECTD" -> Optional.of(DeliveryState.FAILED);
            default -> Optional.empty();
        };
    }
}
