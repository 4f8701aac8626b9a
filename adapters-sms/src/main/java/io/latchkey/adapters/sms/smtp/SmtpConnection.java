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
    private boolean kept;
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

    /** @throws SignInException when the server is there, but does not let us in */
    void open() throws MessagingException, SignInException {
        // Each time: whoever reads the log configuration anew resets all levels.
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

    /** @param code of the last reply (RFC 4954 §6); of the command before where the server offers nothing we can sign in by */
    private static SignInException refusal(int code) {
        if (code < 300) {
            return new SignInException("mail server offers no way to sign in", false);
        }
        // With 334 a server that refuses a token asks for an empty line, just to refuse it for good then.
        return code >= 400 && code < 500
                ? new SignInException("sign-in not taken now (" + code + ")", false)
                : new SignInException("sign-in refused by the mail server", true);
    }

    /** Whether the server got a message to its end, so that it may deliver it whatever it says or fails to say. */
    synchronized boolean handedOver() {
        return handedOver;
    }

    /** To be called before each message. */
    synchronized void begin() {
        handedOver = false;
    }

    /** Whether it has served an earlier message. */
    synchronized boolean isKept() {
        return kept;
    }

    /** Notes that the connection is idle from now on. */
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
