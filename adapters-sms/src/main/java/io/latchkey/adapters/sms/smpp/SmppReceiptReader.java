package io.latchkey.adapters.sms.smpp;

import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.Report;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.message.DeliveryState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.MessageState;
import org.jsmpp.bean.OptionalParameter;

/**
 * Reads delivery receipts. The parameters {@code receipted_message_id} and {@code message_state} (SMPP 3.4 §5.3.2.12
 * and §5.3.2.35) come first. The text {@code id:… stat:…} (appendix B) comes second, because every carrier words it
 * differently. Where the two name different messages, the one of the text is tried when nobody has the other. Why a message failed
 * is told by {@code network_error_code} (§5.3.2.31) and {@code err:} in the same order.
 */
final class SmppReceiptReader {
    private static final int LONGEST_REFERENCE = 255;
    /**
     * Octets that are looked into. A receipt has fewer, and a phone can write a longer text that takes long to search.
     */
    private static final int LONGEST_RECEIPT = 1_000;

    private static final String GAP = "[\\s,;]";
    private static final String FIELD = "(?:sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err|text):";
    /** An id may hold blanks and colons. It ends where the next field of appendix B begins. */
    private static final Pattern ID = Pattern.compile(
            "(?:^|" + GAP + ")id:\\s*+(?!" + FIELD + ")([^,;]{0,254}?[^\\s,;])(?=" + GAP + "++" + FIELD
                    + "|\\s*+(?:[,;]|\\z))",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern STATE =
            Pattern.compile("(?:^|" + GAP + ")stat:\\s*+([a-z]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern ERROR =
            Pattern.compile("(?:^|" + GAP + ")err:\\s*+([0-9a-z]{1,10})(?=" + GAP + "|\\z)", Pattern.CASE_INSENSITIVE);

    private static final int NETWORK_ERROR_OCTETS = 3;
    /** The digits of a code in appendix B. */
    private static final int CODE_DIGITS = 3;
    /** The value of {@code data_coding} for UCS-2 (SMPP 3.4 §5.2.19). */
    private static final byte UCS2 = 8;

    /**
     * What a receipt says.
     *
     * @param report empty when the receipt does not lead to a message's final state
     * @param otherNotations other ids by which the message may be known: in another notation, or that of the text
     * @param fate what becomes of a receipt without a report
     */
    record Reading(Optional<Report> report, List<String> otherNotations, ReceiptFate fate) {
        private static Reading of(Report report, List<String> otherNotations) {
            return new Reading(Optional.of(report), otherNotations, ReceiptFate.MATCHED);
        }

        private static Reading without(ReceiptFate fate) {
            return new Reading(Optional.empty(), List.of(), fate);
        }
    }

    private final SmppDefinition definition;

    SmppReceiptReader(SmppDefinition definition) {
        this.definition = definition;
    }

    /**
     * Reads a report. A final state in the parameters counts first, then one in the text: some carriers send a parameter
     * that says less than the text.
     */
    Reading read(AbstractSmCommand command, byte[] shortMessage) {
        String text = text(command, shortMessage);
        List<String> references = Stream.of(
                        Optional.ofNullable(command.getOptionalParameter(OptionalParameter.Receipted_message_id.class))
                                .map(id -> terminated(id.getValue()))
                                .filter(id -> !id.isBlank())
                                .map(definition::referenceOfAnswer),
                        find(ID, text).map(definition::referenceOfReceipt))
                .flatMap(Optional::stream)
                .filter(found -> found.length() <= LONGEST_REFERENCE)
                .distinct()
                .toList();
        if (references.isEmpty()) {
            return Reading.without(ReceiptFate.NO_ID);
        }
        List<String> others = Stream.concat(
                        references.stream().skip(1),
                        references.stream().flatMap(reference -> definition.otherNotations(reference).stream()))
                .filter(other -> !other.equals(references.get(0)))
                .distinct()
                .toList();
        Optional<DeliveryState> state = Optional.ofNullable(
                        command.getOptionalParameter(OptionalParameter.Message_state.class))
                .map(OptionalParameter.Message_state::getValue)
                .flatMap(SmppReceiptReader::state)
                .or(() -> find(STATE, text).flatMap(SmppReceiptReader::state));
        return state.map(known -> Reading.of(report(references.get(0), known, command, text), others))
                .orElseGet(() -> Reading.without(ReceiptFate.NOT_FINAL));
    }

    private Report report(String reference, DeliveryState state, AbstractSmCommand command, String text) {
        Optional<String> code = state == DeliveryState.FAILED
                ? networkErrorCode(command).or(() -> find(ERROR, text).filter(SmppReceiptReader::isError))
                : Optional.empty();
        Optional<DeliveryOutcome> cause =
                code.flatMap(found -> definition.reasons().meaning(spellings(found)));
        return new Report(
                reference, state, cause, cause.isPresent() ? Optional.empty() : code.map(found -> "err " + found));
    }

    /** The number in the last two of three octets; the first one names the kind of network. */
    private static Optional<String> networkErrorCode(AbstractSmCommand command) {
        return Optional.ofNullable(command.getOptionalParameter(OptionalParameter.Network_error_code.class))
                .map(OptionalParameter.Network_error_code::getValue)
                .filter(octets -> octets.length == NETWORK_ERROR_OCTETS)
                .map(octets ->
                        Integer.toString(Byte.toUnsignedInt(octets[1]) << Byte.SIZE | Byte.toUnsignedInt(octets[2])))
                .filter(SmppReceiptReader::isError);
    }

    /** Zeros mean that all is well. */
    private static boolean isError(String code) {
        return !code.matches("0+");
    }

    /** A code as it came; a number also without leading zeros, and with those of appendix B. */
    private static List<String> spellings(String code) {
        if (!code.matches("[0-9]+")) {
            return List.of(code);
        }
        String number = code.replaceFirst("^0+", "");
        return List.of(code, number, "0".repeat(Math.max(0, CODE_DIGITS - number.length())) + number);
    }

    /** Whether a text has the form of a receipt. */
    boolean looksLikeReceipt(AbstractSmCommand command, byte[] shortMessage) {
        String text = text(command, shortMessage);
        return find(ID, text).isPresent() && find(STATE, text).isPresent();
    }

    /** The text. Some carriers name UCS-2 and send single octets, so UCS-2 counts when a field can be found in it. */
    private static String text(AbstractSmCommand command, byte[] shortMessage) {
        OptionalParameter.Message_payload payload =
                command.getOptionalParameter(OptionalParameter.Message_payload.class);
        byte[] all = shortMessage.length == 0 && payload != null ? payload.getValue() : shortMessage;
        byte[] octets = Arrays.copyOf(all, Math.min(all.length, LONGEST_RECEIPT));
        if (command.getDataCoding() == UCS2) {
            String wide = new String(octets, StandardCharsets.UTF_16BE);
            if (find(ID, wide).isPresent() || find(STATE, wide).isPresent()) {
                return wide;
            }
        }
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
            case "DELIVRD", "DELIVERED" -> Optional.of(DeliveryState.DELIVERED);
            case "EXPIRED", "DELETED", "UNDELIV", "UNDELIVERED", "UNDELIVERABLE", "REJECTD", "REJECTED" ->
                Optional.of(DeliveryState.FAILED);
            default -> Optional.empty();
        };
    }
}
