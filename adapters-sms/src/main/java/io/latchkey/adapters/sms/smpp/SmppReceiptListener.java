package io.latchkey.adapters.sms.smpp;

import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.Report;
import java.util.Optional;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;

/** Receives the carrier's messages. It passes receipts on. It acknowledges all other messages and drops them. */
final class SmppReceiptListener implements MessageReceiverListener {
    private static final System.Logger LOG = System.getLogger(SmppReceiptListener.class.getName());

    private final String provider;
    private final SmppReceiptReader reader;
    private final DeliveryReports reports;

    SmppReceiptListener(SmppDefinition definition, DeliveryReports reports) {
        this.provider = definition.name();
        this.reader = new SmppReceiptReader(definition);
        this.reports = reports;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        if (isReceipt(message.getEsmClass())) {
            pass(reader.read(message, message.getShortMessage()));
        } else if (reader.looksLikeReceipt(message, message.getShortMessage())) {
            // A telephone can write such a text, so it changes no state (SMPP 3.4 §5.2.12: esm_class tells them apart).
            LOG.log(
                    System.Logger.Level.INFO,
                    "a message of {0} with the text of a receipt was dropped: esm_class does not name it a receipt",
                    provider);
            reports.dropped(provider, ReceiptFate.NOT_CALLED_RECEIPT);
        }
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        if (isReceipt(message.getEsmClass())) {
            pass(reader.read(message, new byte[0]));
        }
        try {
            return new DataSmResult(new MessageId("0"), new OptionalParameter[0]);
        } catch (PDUStringException impossible) {
            throw new IllegalStateException("one digit is an id", impossible);
        }
    }

    /** Counts a message of the carrier that breaks the protocol. */
    void unreadable() {
        reports.dropped(provider, ReceiptFate.UNREADABLE);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification notification) {
        // We never ask to be told when a phone becomes reachable.
    }

    private static boolean isReceipt(byte esmClass) {
        return MessageType.SMSC_DEL_RECEIPT.containedIn(esmClass);
    }

    private void pass(SmppReceiptReader.Reading reading) throws ProcessRequestException {
        Optional<Report> report = reading.report();
        if (report.isEmpty()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "a receipt of {0} was dropped: {1}",
                    provider,
                    reading.fate().reason());
            reports.dropped(provider, reading.fate());
            return;
        }
        try {
            reports.received(provider, report.get(), reading.otherNotations());
        } catch (RuntimeException failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a receipt could not be recorded and will come again: {0}",
                    failed.getClass().getSimpleName());
            throw new ProcessRequestException("try again", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
    }
}
