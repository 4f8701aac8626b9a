package io.latchkey.adapters.sms.smpp;

import static io.latchkey.domain.fuzz.Fuzzing.require;

import io.latchkey.domain.message.DeliveryState;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.util.DefaultComposer;
import org.jsmpp.util.DefaultDecomposer;

/** What carriers send. */
public final class CarrierFuzz {
    private static final SmppReceiptReader READER = new SmppReceiptReader(Carriers.definition());

    private CarrierFuzz() {}

    /** A message with a receipt, and an answer to a message. */
    public static List<byte[]> seeds() throws IOException {
        try {
            return List.of(
                    new DefaultComposer()
                            .deliverSm(
                                    7,
                                    "",
                                    (byte) 1,
                                    (byte) 1,
                                    "4915112345678",
                                    (byte) 1,
                                    (byte) 1,
                                    "12345",
                                    (byte) 4,
                                    (byte) 0,
                                    (byte) 0,
                                    (byte) 0,
                                    (byte) 0,
                                    "id:42 sub:001 dlvrd:001 stat:DELIVRD err:000".getBytes(StandardCharsets.US_ASCII)),
                    new DefaultComposer().submitSmResp(8, "abc-42"));
        } catch (PDUStringException impossible) {
            throw new IOException(impossible);
        }
    }

    /** The connection goes on, or ends by an exception of input and output. What was let through can be read. */
    public static void pdu(byte[] input) {
        AtomicInteger unreadable = new AtomicInteger();
        SmppPduReader reader = new SmppPduReader(unreadable::incrementAndGet);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(input))) {
            Command header = reader.readPDUHeader(in);
            byte[] pdu = reader.readPDU(in, header);
            require(pdu.length == header.getCommandLength(), "a PDU of another length");
            if (header.getCommandId() == SMPPConstant.CID_DELIVER_SM && unreadable.get() == 0) {
                DeliverSm message = new DefaultDecomposer().deliverSm(pdu);
                read(message);
            }
        } catch (IOException ended) {
            return;
        } catch (PDUStringException broken) {
            throw new AssertionError("a PDU was let through that cannot be read", broken);
        }
    }

    /** Text of a receipt. */
    public static void text(byte[] input) {
        DeliverSm message = new DeliverSm();
        message.setShortMessage(input);
        for (byte coding : new byte[] {0, 8}) {
            message.setDataCoding(coding);
            read(message);
        }
    }

    private static void read(DeliverSm message) {
        byte[] text = message.getShortMessage() == null ? new byte[0] : message.getShortMessage();
        READER.read(message, text).report().ifPresent(report -> {
            require(
                    !report.reference().isBlank() && report.reference().length() <= 255,
                    "an id of " + report.reference().length() + " characters");
            require(report.state() != DeliveryState.SENDING, "no final state");
        });
    }
}
