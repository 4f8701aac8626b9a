package io.latchkey.adapters.sms.check;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.BroadcastSm;
import org.jsmpp.bean.CancelBroadcastSm;
import org.jsmpp.bean.CancelSm;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.EnquireLink;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.QueryBroadcastSm;
import org.jsmpp.bean.QuerySm;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.ReplaceSm;
import org.jsmpp.bean.SubmitMulti;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.BroadcastSmResult;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.QueryBroadcastSmResult;
import org.jsmpp.session.QuerySmResult;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.ServerMessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.session.SubmitMultiResult;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;

/** A carrier on this machine that speaks SMPP. A script decides whether it answers, when, and what. */
public final class ScriptedCarrier implements AutoCloseable {
    /** Decides what the carrier does with each message. */
    public sealed interface Script {
        /**
         * Treats one message.
         *
         * @param closed opens when the carrier is closed
         * @throws ProcessRequestException with the command status that refuses the message
         */
        SubmitSmResult play(SMPPServerSession source, CountDownLatch closed) throws ProcessRequestException;

        /** @param id supplies the carrier's id of the next message */
        record Accept(Supplier<String> id) implements Script {
            @Override
            public SubmitSmResult play(SMPPServerSession source, CountDownLatch closed) {
                try {
                    return new SubmitSmResult(new MessageId(id.get()), new OptionalParameter[0]);
                } catch (PDUStringException tooLong) {
                    throw new IllegalArgumentException(tooLong);
                }
            }
        }

        /** @param status command status; not 0 */
        record Refuse(int status) implements Script {
            @Override
            public SubmitSmResult play(SMPPServerSession source, CountDownLatch closed) throws ProcessRequestException {
                throw new ProcessRequestException("scripted", status);
            }
        }

        /** Plays the other script once the latch is open; gives up after half a minute. */
        record Hold(CountDownLatch latch, Script then) implements Script {
            @Override
            public SubmitSmResult play(SMPPServerSession source, CountDownLatch closed) throws ProcessRequestException {
                await(latch);
                return then.play(source, closed);
            }
        }

        /** Never answers. */
        record Silence() implements Script {
            @Override
            public SubmitSmResult play(SMPPServerSession source, CountDownLatch closed) throws ProcessRequestException {
                await(closed);
                return new HangUp().play(source, closed);
            }
        }

        /** Takes the message and hangs up. */
        record HangUp() implements Script {
            @Override
            public SubmitSmResult play(SMPPServerSession source, CountDownLatch closed) throws ProcessRequestException {
                source.close();
                throw new ProcessRequestException("scripted", SMPPConstant.STAT_ESME_RSYSERR);
            }
        }
    }

    /** The credentials of one request to bind. */
    public record Bind(String systemId, String password, String systemType) {
        @Override
        public String toString() {
            return "Bind[systemId=" + systemId + "]";
        }
    }

    private static final int LONGEST_BIND_MILLIS = 5000;
    private static final int LONGEST_ANSWER_MILLIS = 10_000;
    private static final int SERVING_THREADS = 64;
    private static final int QUEUED = 1000;

    private final SMPPServerSessionListener listener;
    private final int port;
    private final Set<SMPPServerSession> sessions = ConcurrentHashMap.newKeySet();
    private final List<Bind> binds = new CopyOnWriteArrayList<>();
    private final List<SubmitSm> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger enquireLinks = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger mostUnanswered = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Script script = new Script.Refuse(SMPPConstant.STAT_ESME_RSYSERR);
    private volatile int bindStatus;

    /**
     * @param port 0 for any
     * @param certificate for TLS; empty for none
     */
    public ScriptedCarrier(int port, Optional<SSLContext> certificate) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        ServerSocket socket = certificate.isPresent()
                ? certificate.get().getServerSocketFactory().createServerSocket(port, 50, here)
                : new ServerSocket(port, 50, here);
        this.port = socket.getLocalPort();
        this.listener = new SMPPServerSessionListener(this.port, new OneSocket(socket));
        listener.setMessageReceiverListener(new Receiver());
        listener.setPduProcessorDegree(SERVING_THREADS);
        listener.setQueueCapacity(QUEUED);
        daemon(this::accept);
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return URI.create("smpp://127.0.0.1:" + port);
    }

    /** Forgets the earlier messages and plays this script from now on. */
    public void play(Script next) {
        messages.clear();
        script = next;
    }

    /** Plays this script from the next message on and keeps the earlier messages. */
    public void playOn(Script next) {
        script = next;
    }

    /** @param status command status that refuses every request to bind; 0 accepts them */
    public void answerBindsWith(int status) {
        bindStatus = status;
    }

    public List<Bind> binds() {
        return List.copyOf(binds);
    }

    public List<SubmitSm> messages() {
        return List.copyOf(messages);
    }

    public int enquireLinks() {
        return enquireLinks.get();
    }

    /** The largest number of messages that waited for an answer at the same time. */
    public int mostUnanswered() {
        return mostUnanswered.get();
    }

    /** Ends every session without unbinding. */
    public void hangUp() {
        sessions.forEach(SMPPServerSession::close);
        sessions.clear();
    }

    /** Ends every session by unbinding, as the protocol asks. */
    public void unbind() {
        sessions.forEach(SMPPServerSession::unbindAndClose);
        sessions.clear();
    }

    /**
     * Sends a message to a session that is bound as a receiver.
     *
     * @return command status of the answer
     * @throws IOException when no receiver is bound, or none answers
     */
    public int deliver(byte esmClass, byte[] text, OptionalParameter... parameters) throws IOException {
        return deliver(esmClass, new GeneralDataCoding(), text, parameters);
    }

    /** The same with an alphabet of the text. */
    public int deliver(byte esmClass, DataCoding coding, byte[] text, OptionalParameter... parameters)
            throws IOException {
        SMPPServerSession receiver = sessions.stream()
                .filter(session -> session.getSessionState().isReceivable())
                .findFirst()
                .orElseThrow(() -> new IOException("nobody is bound as a receiver"));
        try {
            receiver.deliverShortMessage(
                    "",
                    TypeOfNumber.INTERNATIONAL,
                    NumberingPlanIndicator.ISDN,
                    "4915112345678",
                    TypeOfNumber.UNKNOWN,
                    NumberingPlanIndicator.UNKNOWN,
                    "",
                    new ESMClass(esmClass),
                    (byte) 0,
                    (byte) 0,
                    new RegisteredDelivery(0),
                    coding,
                    text,
                    parameters);
            return SMPPConstant.STAT_ESME_ROK;
        } catch (NegativeResponseException refused) {
            return refused.getCommandStatus();
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException failed) {
            throw new IOException(failed);
        }
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                SMPPServerSession session = listener.accept();
                session.setTransactionTimer(LONGEST_ANSWER_MILLIS);
                daemon(() -> greet(session));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-carrier");
        thread.setDaemon(true);
        thread.start();
    }

    private void greet(SMPPServerSession session) {
        try {
            BindRequest request = session.waitForBind(LONGEST_BIND_MILLIS);
            binds.add(
                    new Bind(text(request.getSystemId()), text(request.getPassword()), text(request.getSystemType())));
            int status = bindStatus;
            if (status == SMPPConstant.STAT_ESME_ROK) {
                sessions.add(session);
                session.addSessionStateListener((state, before, source) -> {
                    if (state == SessionState.CLOSED) {
                        sessions.remove(session);
                    }
                });
                request.accept("scripted");
            } else {
                request.reject(status);
            }
        } catch (IOException | PDUStringException | TimeoutException gone) {
            session.close();
        }
    }

    /** Replaces the library's null by empty text. */
    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        hangUp();
    }

    /** Listens on one interface only; the library would listen on all of them. */
    private record OneSocket(ServerSocket socket) implements ServerConnectionFactory {
        @Override
        public ServerConnection listen(int port) {
            return new ServerSocketConnection(socket);
        }

        @Override
        public ServerConnection listen(int port, int timeout) {
            return listen(port);
        }

        @Override
        public ServerConnection listen(int port, int timeout, int backlog) {
            return listen(port);
        }
    }

    private final class Receiver implements ServerMessageReceiverListener {
        @Override
        public SubmitSmResult onAcceptSubmitSm(SubmitSm message, SMPPServerSession source)
                throws ProcessRequestException {
            int waiting = unanswered.incrementAndGet();
            mostUnanswered.accumulateAndGet(waiting, Math::max);
            messages.add(message);
            try {
                return script.play(source, closed);
            } finally {
                unanswered.decrementAndGet();
            }
        }

        @Override
        public void onAcceptEnquireLink(EnquireLink enquireLink, Session source) {
            enquireLinks.incrementAndGet();
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public SubmitMultiResult onAcceptSubmitMulti(SubmitMulti message, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QuerySmResult onAcceptQuerySm(QuerySm query, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptReplaceSm(ReplaceSm message, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelSm(CancelSm message, SMPPServerSession source) throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public BroadcastSmResult onAcceptBroadcastSm(BroadcastSm message, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public void onAcceptCancelBroadcastSm(CancelBroadcastSm message, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        @Override
        public QueryBroadcastSmResult onAcceptQueryBroadcastSm(QueryBroadcastSm query, SMPPServerSession source)
                throws ProcessRequestException {
            throw unknown();
        }

        private static ProcessRequestException unknown() {
            return new ProcessRequestException("scripted", SMPPConstant.STAT_ESME_RINVCMDID);
        }
    }
}
