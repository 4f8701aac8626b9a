package io.latchkey.adapters.sms.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSmResp;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jsmpp.session.SubmitSmCommandTask;
import org.jsmpp.session.connection.ConnectionFactory;

/** A session that tells every waiting caller when it ends, so that they need not wait for their time-outs. */
final class SmppSession extends SMPPSession {
    /** No part of the message was written. */
    static final class NotWrittenException extends Exception {
        private static final long serialVersionUID = 1L;

        NotWrittenException(Throwable cause) {
            super("no session to write to", cause);
        }
    }

    /** The session ended before the answer came. */
    static final class LostAnswerException extends InvalidResponseException {
        private static final long serialVersionUID = 1L;

        LostAnswerException() {
            super("the session ended before the answer came");
        }
    }

    /** Takes the place of an answer that will not come. */
    private static final class LostAnswer extends Command {}

    private final Set<Integer> unanswered = ConcurrentHashMap.newKeySet();
    private final Runnable ended;
    private volatile boolean isEnding;
    private volatile boolean hasAnswered;

    /**
     * @param unreadable called for each request of the carrier that breaks the protocol
     * @param ended called at least once after the session has ended
     */
    SmppSession(ConnectionFactory connections, Runnable unreadable, Runnable ended) {
        super(new SynchronizedPDUSender(new DefaultPDUSender()), new SmppPduReader(unreadable), connections);
        this.ended = ended;
    }

    /** Whether the carrier has answered a message. A carrier that never does may accept binds only to end them. */
    boolean hasAnswered() {
        return hasAnswered;
    }

    /**
     * Hands over one part of a message.
     *
     * @param timeLeft time after which the carrier is to drop the part
     * @param timeout longest wait for the answer, in milliseconds
     * @return the carrier's id of the part
     */
    String submit(
            SmppAddress from,
            SmppAddress to,
            SmppText text,
            byte[] part,
            RegisteredDelivery receipt,
            OptionalParameter reference,
            Duration timeLeft,
            long timeout)
            throws NotWrittenException, PDUException, ResponseTimeoutException, InvalidResponseException,
                    NegativeResponseException, IOException {
        try {
            ensureTransmittable(SubmitSmCommandTask.COMMAND_NAME_SUBMIT_SM);
        } catch (IOException unbound) {
            throw new NotWrittenException(unbound);
        }
        SubmitSmCommandTask task = new SubmitSmCommandTask(
                pduSender(),
                "",
                from.ton(),
                from.npi(),
                from.text(),
                to.ton(),
                to.npi(),
                to.text(),
                text.esmClass(),
                (byte) 0,
                (byte) 0,
                "",
                validity(timeLeft),
                receipt,
                (byte) 0,
                text.coding(),
                (byte) 0,
                part,
                reference);
        try {
            String id = ((SubmitSmResp) executeSendCommand(task, timeout)).getMessageId();
            hasAnswered = true;
            return id == null ? "" : id;
        } catch (NegativeResponseException refused) {
            hasAnswered = true;
            throw refused;
        }
    }

    /** A span of time from now (SMPP 3.4, 7.1.1): {@code YYMMDDhhmmsstnnR}; whole seconds, one at least. */
    private static String validity(Duration timeLeft) {
        Duration whole = timeLeft.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : timeLeft;
        return String.format(
                Locale.ROOT,
                "0000%02d%02d%02d%02d000R",
                Math.min(whole.toDays(), 30),
                whole.toHoursPart(),
                whole.toMinutesPart(),
                whole.toSecondsPart());
    }

    @Override
    protected Command executeSendCommand(SendCommandTask task, long timeout)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        TrackedTask tracked = new TrackedTask(task);
        try {
            Command answer = super.executeSendCommand(tracked, timeout);
            if (answer instanceof LostAnswer) {
                throw new LostAnswerException();
            }
            return answer;
        } finally {
            unanswered.remove(tracked.sequenceNumber);
        }
    }

    @Override
    public void close() {
        isEnding = true;
        super.close();
        for (int sequenceNumber : unanswered) {
            PendingResponse<Command> waiting = removePendingResponse(sequenceNumber);
            if (waiting != null) {
                // The library overlooks an invalid response that arrives before it begins to wait.
                waiting.done(new LostAnswer());
            }
        }
        ended.run();
    }

    /** Remembers the sequence number of a request that was sent. */
    private final class TrackedTask implements SendCommandTask {
        private final SendCommandTask task;
        private int sequenceNumber;

        TrackedTask(SendCommandTask task) {
            this.task = task;
        }

        @Override
        public void executeTask(OutputStream out, int number) throws PDUException, IOException {
            sequenceNumber = number;
            unanswered.add(number);
            // Checked after the number is in the set. Either this check sees the end, or the end sees the number.
            if (isEnding) {
                throw new IOException("the session has ended");
            }
            task.executeTask(out, number);
        }

        @Override
        public String getCommandName() {
            return task.getCommandName();
        }
    }
}
