package io.latchkey.adapters.sms.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.util.DefaultDecomposer;

/**
 * Reads the carrier's PDUs. It limits their length to the needs of the protocol, so that a wrong length cannot fill the
 * memory. It looks into those that the library would fail on, and tells of each with one line.
 *
 * <p>The status of an answer says whether the carrier has the message, whatever its id is. An id that breaks the protocol
 * (SMPP 3.4 §4.4.2: at most 64 characters and NUL) is taken as no id, because a lost answer would send the code again. The status of
 * an answer to a bind says in the same way whether the carrier takes us.
 */
final class SmppPduReader extends DefaultPDUReader {
    private static final System.Logger LOG = System.getLogger(SmppPduReader.class.getName());
    private static final int LONGEST = 70_000;
    private static final int HEADER = 16;
    /** No command has this id. The library answers it with generic_nack (SMPP 3.4 §4.3). */
    private static final int NO_COMMAND = 0;

    private final Runnable unreadable;

    /** @param unreadable told of each request that breaks the protocol */
    SmppPduReader(Runnable unreadable) {
        this.unreadable = unreadable;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws IOException {
        Command header = new Command();
        header.setCommandLength(in.readInt());
        if (header.getCommandLength() < HEADER || header.getCommandLength() > LONGEST) {
            throw new IOException("a PDU of impossible length");
        }
        header.setCommandId(in.readInt());
        header.setCommandStatus(in.readInt());
        header.setSequenceNumber(in.readInt());
        return header;
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        byte[] pdu = super.readPDU(in, header);
        if (isReadable(header, pdu)) {
            return pdu;
        }
        if (header.getCommandId() == SMPPConstant.CID_SUBMIT_SM_RESP) {
            LOG.log(System.Logger.Level.WARNING, "a carrier answered a message with an id that SMPP does not allow");
            return withoutId(header, pdu);
        }
        if (isAnswerToBind(header)) {
            LOG.log(System.Logger.Level.WARNING, "a carrier answered a bind with a name that SMPP does not allow");
            return withoutId(header, pdu);
        }
        LOG.log(
                System.Logger.Level.WARNING,
                "a carrier sent a malformed PDU, command 0x{0}",
                Integer.toHexString(header.getCommandId()));
        header.setCommandId(NO_COMMAND);
        unreadable.run();
        return pdu;
    }

    private static boolean isAnswerToBind(Command header) {
        return switch (header.getCommandId()) {
            case SMPPConstant.CID_BIND_TRANSCEIVER_RESP,
                    SMPPConstant.CID_BIND_TRANSMITTER_RESP,
                    SMPPConstant.CID_BIND_RECEIVER_RESP -> true;
            default -> false;
        };
    }

    /** Whether the library can read the PDU. Commands that a carrier does not send to a client are not looked into. */
    private static boolean isReadable(Command header, byte[] pdu) {
        DefaultDecomposer decomposer = new DefaultDecomposer();
        try {
            switch (header.getCommandId()) {
                case SMPPConstant.CID_SUBMIT_SM_RESP -> decomposer.submitSmResp(pdu);
                case SMPPConstant.CID_DELIVER_SM -> decomposer.deliverSm(pdu);
                case SMPPConstant.CID_DATA_SM -> decomposer.dataSm(pdu);
                case SMPPConstant.CID_ALERT_NOTIFICATION -> decomposer.alertNotification(pdu);
                default -> {
                    if (isAnswerToBind(header)) {
                        decomposer.bindResp(pdu);
                    }
                    return true;
                }
            }
            return true;
        } catch (PDUStringException | RuntimeException malformed) {
            return false;
        }
    }

    /** The same answer with an empty text and without parameters. */
    private static byte[] withoutId(Command header, byte[] pdu) {
        byte[] mended = Arrays.copyOf(Arrays.copyOf(pdu, HEADER), HEADER + 1);
        mended[0] = 0;
        mended[1] = 0;
        mended[2] = 0;
        mended[3] = HEADER + 1;
        header.setCommandLength(mended.length);
        return mended;
    }
}
