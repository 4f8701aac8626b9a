package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.smpp.SmppDefinition.Numbering;
import io.latchkey.domain.shared.Contact;
import java.util.Optional;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/**
 * A sender or a reader (SMPP 3.4 §5.2.5 to §5.2.9).
 *
 * @param text at most 20 ASCII characters
 */
record SmppAddress(TypeOfNumber ton, NumberingPlanIndicator npi, String text) {
    private static final int LONGEST = 20;
    /** 11 characters fit in ten octets of septets (3GPP TS 23.040 §9.1.2.5). */
    private static final int LONGEST_NAME = 11;

    private static final int LONGEST_SHORT_CODE = 8;

    static SmppAddress reader(Contact phone) {
        return international(phone.value().substring(1));
    }

    /**
     * @param from {@code +} and digits, a short code or a name; empty text for the sender that the carrier has on file
     * @param numbering the definition's numbering; empty when it follows from the text
     * @throws IllegalArgumentException when the text cannot be an address
     */
    static SmppAddress sender(String from, Optional<Numbering> numbering) {
        String bare = from.startsWith("+") ? from.substring(1) : from;
        if (!bare.chars().allMatch(symbol -> symbol >= ' ' && symbol <= '~') || bare.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " ASCII characters");
        }
        if (numbering.isPresent()) {
            return new SmppAddress(
                    TypeOfNumber.valueOf((byte) numbering.get().ton()),
                    NumberingPlanIndicator.valueOf((byte) numbering.get().npi()),
                    bare);
        }
        if (from.isEmpty()) {
            return new SmppAddress(TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");
        }
        if (bare.matches("[0-9]+")) {
            return from.length() <= LONGEST_SHORT_CODE && !from.startsWith("+")
                    ? new SmppAddress(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN, bare)
                    : international(bare);
        }
        if (from.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "must have at most " + LONGEST_NAME + " characters, as a name that is no number");
        }
        return new SmppAddress(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, from);
    }

    private static SmppAddress international(String digits) {
        return new SmppAddress(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, digits);
    }
}
