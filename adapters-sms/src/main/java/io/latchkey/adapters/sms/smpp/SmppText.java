package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.text.GsmAlphabet;
import io.latchkey.adapters.sms.text.SmsSegments;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;

/**
 * A text in the form of {@code short_message}. The GSM alphabet is used when it has every character, one septet in each
 * octet; else UCS-2 (SMPP 3.4 §5.2.19).
 *
 * @param parts several when one part cannot hold the text; each then begins with the header that joins them (3GPP TS
 *     23.040 §9.2.3.24.1)
 */
record SmppText(DataCoding coding, ESMClass esmClass, List<byte[]> parts) {
    static final int MOST_PARTS = 255;

    /**
     * @param id its low octet joins the parts, so that a part sent again replaces the part sent before
     * @throws IllegalArgumentException when the text takes more than {@link #MOST_PARTS} parts
     */
    static SmppText of(String text, int id) {
        boolean isGsm7 = SmsSegments.isGsm7(text);
        List<String> texts = SmsSegments.split(text);
        if (texts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("a text of too many parts");
        }
        boolean isJoined = texts.size() > 1;
        List<byte[]> parts = new ArrayList<>();
        for (String part : texts) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            if (isJoined) {
                octets.writeBytes(new byte[] {5, 0, 3, (byte) id, (byte) texts.size(), (byte) (parts.size() + 1)});
            }
            octets.writeBytes(isGsm7 ? GsmAlphabet.encode(part) : part.getBytes(StandardCharsets.UTF_16BE));
            parts.add(octets.toByteArray());
        }
        return new SmppText(
                new GeneralDataCoding(isGsm7 ? Alphabet.ALPHA_DEFAULT : Alphabet.ALPHA_UCS2),
                new ESMClass(
                        MessageMode.DEFAULT,
                        MessageType.DEFAULT,
                        isJoined ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT),
                List.copyOf(parts));
    }

    @Override
    public String toString() {
        return "SmppText[parts=" + parts.size() + "]";
    }
}
