package io.latchkey.adapters.sms.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One connection to a mail server, which knows whether a message was wholly handed over. Used by one thread at a time. */
final class SmtpConnection extends SMTPTransport {
    /**
     * Where the library would trace addresses, codes and all else that is said, once somebody asks for finer logs. Held here, because
     * a logger that nobody holds loses its level.
     */
    private static final Logger TRACE = Logger.getLogger(SmtpConnection.class.getPackageName());

    private final Socket socket;
    private final long openedAt;
    private boolean handedOver;
    private long idleSince;

    /** @param server address and credentials; the socket is connected to it already */
    SmtpConnection(Session session, URLName server, Socket socket, long now) {
        super(session, server, "smtp", false);
        this.socket = socket;
        this.openedAt = now;
        this.idleSince = now;
    }

    Session session() {
        return session;
    }

    void open() throws MessagingException {
        // Each time: whoever reads the log configuration anew resets all levels.
        TRACE.setLevel(Level.OFF);
        connect(socket);
    }

    /** Whether the server got a message to its end, so that it may deliver it whatever it says or fails to say. */
    synchronized boolean handedOver() {
        return handedOver;
    }

    /** To be called before each message. */
    synchronized void begin() {
        handedOver = false;
    }

    /** Notes that the connection is idle from now on. */
    synchronized void rest(long now) {
        idleSince = now;
    }

    /** @return nanoseconds since the connection was opened */
    long age(long now) {
        return now - openedAt;
    }

    /** @return nanoseconds since the connection was last used */
    synchronized long idleTime(long now) {
        return now - idleSince;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        handedOver = true;
        super.finishData();
    }

    /** Ends the connection under the hands of whoever uses it. */
    void cut() {
        try {
            socket.close();
        } catch (IOException closedAnyway) {
            // Nothing is left to be closed.
        }
    }

    /** Says good-bye where the server still listens. */
    void quit() {
        try {
            close();
        } catch (MessagingException goneAlready) {
            // The server has hung up first.
        } finally {
            cut();
        }
    }
}
