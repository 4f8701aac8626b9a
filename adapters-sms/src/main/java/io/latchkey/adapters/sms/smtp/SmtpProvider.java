package io.latchkey.adapters.sms.smtp;

import io.latchkey.adapters.sms.oauth.NoTokenException;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.application.shared.OutOfMemory;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Sends e-mail by SMTP. Certificates and host names are verified. A connection is kept for a short while for the next
 * message. There are never more connections than threads that send.
 */
public final class SmtpProvider implements Provider {
    private static final System.Logger LOG = System.getLogger(SmtpProvider.class.getName());
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final SmtpSettings settings;
    private final SSLContext trust;
    private final Clock clock;
    private final Session session;
    private final Session internationalSession;
    private final Deque<SmtpConnection> idle = new ConcurrentLinkedDeque<>();
    private final ScheduledThreadPoolExecutor watchdog;
    private volatile boolean closed;

    /** @param trust decides which certificates are trusted; usually {@link SSLContext#getDefault()} */
    public SmtpProvider(SmtpSettings settings, SSLContext trust, Clock clock) {
        this.settings = settings;
        this.trust = trust;
        this.clock = clock;
        this.session = Session.getInstance(properties(false));
        this.internationalSession = Session.getInstance(properties(true));
        this.watchdog = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "latchkey-smtp-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
        Future<?> unused = watchdog.scheduleWithFixedDelay(
                this::dropStale, LONGEST_REST.toSeconds(), LONGEST_REST.toSeconds(), TimeUnit.SECONDS);
    }

    private Properties properties(boolean international) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.localhost", settings.from().domain().ascii());
        properties.setProperty("mail.smtp.from", settings.from().withAsciiDomain());
        properties.setProperty(
                "mail.smtp.timeout", Long.toString(settings.readTimeout().toMillis()));
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(settings.credentials().isPresent()));
        properties.setProperty(
                "mail.smtp.auth.mechanisms",
                settings.credentials().map(SmtpCredentials::mechanisms).orElse("PLAIN LOGIN"));
        boolean startTls = settings.security() == SmtpSecurity.STARTTLS;
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory());
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(international));
        return properties;
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public Channel channel() {
        return Channel.EMAIL;
    }

    @Override
    public DeliveryOutcome send(WordedMessage message) {
        // Jakarta Mail finds its parts through the context class loader, which a pool's thread may lack.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SmtpProvider.class.getClassLoader());
        Duration longest = message.timeLeft().compareTo(settings.overallTimeout()) < 0
                ? message.timeLeft()
                : settings.overallTimeout();
        Deadline deadline = new Deadline(longest);
        Future<?> alarm = watchdog.schedule(deadline::pass, longest.toNanos(), TimeUnit.NANOSECONDS);
        try {
            return send(message, deadline);
        } finally {
            alarm.cancel(false);
            thread.setContextClassLoader(before);
        }
    }

    private DeliveryOutcome send(WordedMessage message, Deadline deadline) {
        boolean international = !isAscii(localPartOf(message.to().value()));
        SmtpConnection kept = international ? null : takeIdle();
        if (kept != null) {
            deadline.guard(kept::cut);
            try {
                return over(kept, message, deadline);
            } catch (DeadConnectionException hungUp) {
                // The server closed the connection meanwhile. Nothing was sent, so a new connection can be used.
            }
        }
        try {
            SmtpConnection fresh = connect(international ? internationalSession : session, deadline);
            if (international && !fresh.supportsExtension("SMTPUTF8")) {
                fresh.quit();
                return new DeliveryOutcome.Rejected("address needs SMTPUTF8, which the mail server lacks");
            }
            return over(fresh, message, deadline);
        } catch (SignInException | NoTokenException refused) {
            return new DeliveryOutcome.Deferred(String.valueOf(refused.getMessage()), Optional.empty());
        } catch (MessagingException | IOException unreachable) {
            return new DeliveryOutcome.Deferred(
                    deadline.isPassed() ? "no connection in time" : "no connection to the mail server",
                    Optional.empty());
        } catch (DeadConnectionException lost) {
            return new DeliveryOutcome.Deferred(
                    deadline.isPassed() ? "no answer in time" : "connection lost", Optional.empty());
        }
    }

    /** The connection broke without a reply and before the server had the whole message. */
    private static final class DeadConnectionException extends Exception {
        DeadConnectionException(Throwable cause) {
            super(cause);
        }
    }

    private DeliveryOutcome over(SmtpConnection connection, WordedMessage message, Deadline deadline)
            throws DeadConnectionException {
        try {
            MimeMessage mail = mail(message, connection.session());
            connection.begin();
            connection.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException failure) {
            connection.cut();
            connection.quit();
            return failed(failure, connection, deadline);
        }
        if (deadline.release() && connection.session().equals(session)) {
            keep(connection);
        } else {
            connection.quit();
        }
        return new DeliveryOutcome.Accepted(settings.name(), Optional.empty());
    }

    private static DeliveryOutcome failed(MessagingException failure, SmtpConnection connection, Deadline deadline)
            throws DeadConnectionException {
        Optional<SmtpRefusal> refusal = SmtpRefusal.of(failure);
        boolean isOver = refusal.filter(SmtpRefusal::closesConnection).isPresent();
        if (refusal.isPresent() && !(isOver && connection.isKept() && !connection.handedOver())) {
            return refusal.get().outcome();
        }
        if (connection.handedOver()) {
            return new DeliveryOutcome.Unknown(deadline.isPassed() ? "no answer in time" : "lost answer");
        }
        throw new DeadConnectionException(failure);
    }

    private SmtpConnection connect(Session over, Deadline deadline)
            throws MessagingException, IOException, SignInException {
        String secret = secret(deadline);
        try {
            return connect(over, secret, deadline);
        } catch (SignInException failed) {
            if (secret == null || !failed.isRefused() || !credentials().forget(secret)) {
                throw failed;
            }
            // A token may become invalid early: it was revoked, or the mailbox got more rights since it was made.
            String next = secret(deadline);
            if (secret.equals(next)) {
                throw failed;
            }
            return connect(over, next, deadline);
        }
    }

    private SmtpConnection connect(Session over, @Nullable String secret, Deadline deadline)
            throws MessagingException, IOException, SignInException {
        Socket socket = dial(deadline);
        boolean open = false;
        try {
            URLName server = new URLName(
                    "smtp",
                    settings.host(),
                    settings.port(),
                    null,
                    settings.credentials().map(SmtpCredentials::user).orElse(null),
                    secret);
            Socket talk = settings.security() == SmtpSecurity.TLS ? secured(socket) : socket;
            SmtpConnection connection = new SmtpConnection(over, server, talk, System.nanoTime());
            connection.open();
            open = true;
            return connection;
        } finally {
            if (!open) {
                closeQuietly(socket);
            }
        }
    }

    /** Connects to the host's first address that answers. */
    private Socket dial(Deadline deadline) throws IOException {
        IOException failure = new UnknownHostException("no address");
        for (InetAddress address : InetAddress.getAllByName(settings.host())) {
            // The socket gets the configured name. STARTTLS checks the certificate against the socket's name, which
            // would otherwise come from a reverse look-up.
            InetAddress named = InetAddress.getByAddress(settings.host(), address.getAddress());
            Socket socket = new Socket();
            deadline.guard(() -> closeQuietly(socket));
            try {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(Math.toIntExact(settings.readTimeout().toMillis()));
                socket.connect(
                        new InetSocketAddress(named, settings.port()),
                        Math.toIntExact(settings.connectTimeout().toMillis()));
                return socket;
            } catch (IOException unreachable) {
                closeQuietly(socket);
                failure = unreachable;
            }
        }
        throw failure;
    }

    /** The password or access token; null when the server requires neither. */
    private @Nullable String secret(Deadline deadline) throws SignInException {
        return settings.credentials().isEmpty()
                ? null
                : credentials().secret(deadline.timeLeft(settings.readTimeout()));
    }

    private SmtpCredentials credentials() {
        return settings.credentials().orElseThrow();
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket =
                (SSLSocket) trust.getSocketFactory().createSocket(plain, settings.host(), settings.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private MimeMessage mail(WordedMessage message, Session over) throws MessagingException {
        String id = "<" + message.id() + "@" + settings.idDomain() + ">";
        MimeMessage mail = new MimeMessage(over) {
            @Override
            protected void updateMessageID() throws MessagingException {
                // The Message-ID is the same for every try, so that the reader's mailbox can drop a second copy.
                setHeader("Message-ID", id);
            }
        };
        mail.setFrom(Mailbox.of(settings.from().withAsciiDomain(), settings.fromName()));
        if (settings.replyTo().isPresent()) {
            mail.setReplyTo(new Address[] {bare(settings.replyTo().get().withAsciiDomain())});
        }
        mail.setRecipient(Message.RecipientType.TO, to(message));
        mail.setSubject(message.words().subject().orElseThrow(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Content-Language", message.language());
        MimeBodyPart text = new MimeBodyPart();
        text.setText(message.text(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(message.words().html().orElseThrow(), StandardCharsets.UTF_8.name(), "html");
        mail.setContent(new MimeMultipart("alternative", text, html));
        for (Part part : List.of(text, html, mail)) {
            PartWriters.write(part);
        }
        mail.saveChanges();
        return mail;
    }

    private static Address to(WordedMessage message) {
        return bare(message.to().fold(EmailAddress::withAsciiDomain, PhoneNumber::value));
    }

    private static Address bare(String address) {
        InternetAddress bare = new InternetAddress();
        bare.setAddress(address);
        return bare;
    }

    private static String localPartOf(String address) {
        return address.substring(0, address.lastIndexOf('@'));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(symbol -> symbol < 128);
    }

    private void keep(SmtpConnection connection) {
        long now = System.nanoTime();
        connection.rest(now);
        if (closed || connection.age(now) > LONGEST_LIFE.toNanos()) {
            connection.quit();
            return;
        }
        idle.addFirst(connection);
        if (closed) {
            dropAll();
        }
    }

    private @Nullable SmtpConnection takeIdle() {
        for (SmtpConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            if (!isStale(next)) {
                return next;
            }
            next.quit();
        }
        return null;
    }

    private static boolean isStale(SmtpConnection connection) {
        long now = System.nanoTime();
        return connection.idleTime(now) > LONGEST_REST.toNanos() || connection.age(now) > LONGEST_LIFE.toNanos();
    }

    /** Never throws, because it would be repeated no more. */
    private void dropStale() {
        try {
            List.copyOf(idle).stream()
                    .filter(SmtpProvider::isStale)
                    .filter(idle::remove)
                    .toList()
                    .forEach(SmtpConnection::quit);
        } catch (Throwable failed) {
            OutOfMemory.report(failed);
            LOG.log(System.Logger.Level.WARNING, "Idle connections to a mail server could not be closed", failed);
        }
    }

    private void dropAll() {
        for (SmtpConnection next = idle.pollFirst(); next != null; next = idle.pollFirst()) {
            next.quit();
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAnyway) {
            // There is nothing left to close.
        }
    }

    /** Closes all idle connections. A connection in use closes after its message. */
    @Override
    public void close() {
        closed = true;
        watchdog.shutdownNow();
        dropAll();
    }
}
