package io.latchkey.adapters.sms.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.Socket;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One connection to a mail server. It knows whether the server got a whole message. Used by one thread at a time. */
final class SmtpConnection extends SMTPTransport {
    /**
     * The library's logger, which would trace addresses and codes at fine levels. It is held here because a logger that
     * is not referenced loses its level.
     */
    private static final Logger TRACE = Logger.getLogger(SmtpConnection.class.getPackageName());

    private final Socket socket;
    private final long openedAt;
    private boolean handedOver;
    private boolean kept;
    private long idleSince;

    /**
     * @param server address and credentials
     * @param socket already connected to the server
     */
    SmtpConnection(Session session, URLName server, Socket socket, long now) {
        super(session, server, "smtp", false);
        this.socket = socket;
        this.openedAt = now;
        this.idleSince = now;
    }

    Session session() {
        return session;
    }

    /** @throws SignInException when the server is reachable but does not accept us */
    void open() throws MessagingException, SignInException {
        // Repeated each time, because reading the log configuration again resets all levels.
        TRACE.setLevel(Level.OFF);
        try {
            connect(socket);
        } catch (AuthenticationFailedException failed) {
            int code = getLastReturnCode();
            if (code < 200) {
                throw new MessagingException("the server hung up", failed);
            }
            throw refusal(code);
        }
    }

    /**
     * @param code of the last reply (RFC 4954 §6). When the server offers no mechanism that we support, it is the reply
     *     to the command before
     */
    private static SignInException refusal(int code) {
        if (code < 300) {
            return new SignInException("mail server offers no way to sign in", false);
        }
        // With 334 a server that refuses a token asks for an empty line and then refuses for good.
        return code >= 400 && code < 500
                ? new SignInException("sign-in not taken now (" + code + ")", false)
                : new SignInException("sign-in refused by the mail server", true);
    }

    /** Whether the server got a whole message. It may then deliver the message, whatever it answers. */
    synchronized boolean handedOver() {
        return handedOver;
    }

    /** Prepares for a message. Called before each message. */
    synchronized void begin() {
        handedOver = false;
    }

    /** Whether the connection has served an earlier message. */
    synchronized boolean isKept() {
        return kept;
    }

    /** Records that the connection is idle from now on. */
    synchronized void rest(long now) {
        kept = true;
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

    /** Cuts the connection while another thread may be using it. */
    void cut() {
        try {
            socket.close();
        } catch (IOException closedAnyway) {
            // There is nothing left to close.
        }
    }

    /** Ends the connection politely when the server still listens. */
    void quit() {
        try {
            close();
        } catch (MessagingException goneAlready) {
            // The server closed the connection first.
        } finally {
            cut();
        }
    }
}
