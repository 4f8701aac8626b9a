package io.latchkey.adapters.sms.smtp;

import io.latchkey.domain.delivery.DeliveryOutcome;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What a server says against a message (RFC 5321 §4.2). Only a reply about the reader or the mail itself is final: who signs in, who
 * may send and what a server's policy is can be mended by the operator or be otherwise at another server.
 *
 * @param about what is refused
 * @param code reply code; 400 to 599
 * @param status enhanced status code without its class (RFC 3463), such as {@code 1.1}; empty when there is none
 */
record SmtpRefusal(About about, int code, String status) {
    private static final Pattern ENHANCED = Pattern.compile("^[0-9]{3}[ -][245]\\.([0-9]{1,3}\\.[0-9]{1,3})\\b");
    /** Service closes the connection (RFC 5321 §3.8). */
    private static final int CLOSING = 421;
    /** No, too weak, failed or unencrypted authentication (RFC 4954 §6). */
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);
    /** A dialogue the server does not follow. */
    private static final Set<Integer> PROTOCOL = Set.of(500, 502, 503, 504);
    /** Details of RFC 3463 §3.2 that are about where the mail was to go. */
    private static final Set<String> DESTINATION = Set.of("1.1", "1.2", "1.3", "1.6", "1.10");
    /** Exchange's word for a mailbox that may not send under the address in the From field. */
    private static final String SEND_AS_DENIED = "2.252";

    enum About {
        SENDER,
        RECIPIENT,
        MAIL
    }

    /** Empty when no reply of the server is the reason. */
    static Optional<SmtpRefusal> of(MessagingException failure) {
        SmtpRefusal found = null;
        for (Exception next = failure; next instanceof MessagingException link; next = link.getNextException()) {
            if (next instanceof SMTPAddressFailedException address && isRefusal(address.getReturnCode())) {
                found = new SmtpRefusal(About.RECIPIENT, address.getReturnCode(), status(address));
            } else if (next instanceof SMTPSendFailedException send && isRefusal(send.getReturnCode())) {
                About about = String.valueOf(send.getCommand()).startsWith("MAIL ") ? About.SENDER : About.MAIL;
                found = new SmtpRefusal(about, send.getReturnCode(), status(send));
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean isRefusal(int code) {
        return code >= 400 && code <= 599;
    }

    private static String status(MessagingException reply) {
        Matcher enhanced = ENHANCED.matcher(String.valueOf(reply.getMessage()));
        return enhanced.find() ? enhanced.group(1) : "";
    }

    /** Whether the server ends the connection, which it may do to any that was idle, and says nothing of the message. */
    boolean closesConnection() {
        return code == CLOSING;
    }

    DeliveryOutcome outcome() {
        String what = about == About.RECIPIENT ? "recipient" : "mail";
        if (code < 500) {
            return deferred(what + " not taken now");
        }
        if (SIGN_IN.contains(code)) {
            return deferred("sign-in refused by the mail server");
        }
        if (about == About.SENDER || status.equals(SEND_AS_DENIED)) {
            return declined("sender refused");
        }
        if (status.startsWith("7.")) {
            return declined(what + " refused by policy");
        }
        if (status.startsWith("3.") || status.startsWith("5.") || status.isEmpty() && PROTOCOL.contains(code)) {
            return deferred("mail server failed");
        }
        return about == About.RECIPIENT || DESTINATION.contains(status)
                ? new DeliveryOutcome.Rejected(what + " refused (" + code + ")")
                : declined("mail refused");
    }

    /** Another server may take it. */
    private DeliveryOutcome declined(String words) {
        return new DeliveryOutcome.Declined(words + " (" + code + ")");
    }

    private DeliveryOutcome deferred(String words) {
        return new DeliveryOutcome.Deferred(words + " (" + code + ")", Optional.empty());
    }
}
