package io.latchkey.adapters.sms.smtp;

import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SuppressionCause;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * A server's refusal of a message (RFC 5321 §4.2). Only a reply about the reader or the mail itself is final. The
 * operator can correct credentials and sender rights, and another server may have another policy.
 *
 * @param about the subject of the refusal
 * @param code reply code; 400 to 599
 * @param status enhanced status code without its class (RFC 3463), such as {@code 1.1}; empty when there is none
 */
record SmtpRefusal(About about, int code, String status) {
    private static final Pattern ENHANCED = Pattern.compile("^[0-9]{3}[ -][245]\\.([0-9]{1,3}\\.[0-9]{1,3})\\b");
    /** The server closes the connection (RFC 5321 §3.8). */
    private static final int CLOSING = 421;
    /** Authentication is missing, too weak, wrong or unencrypted (RFC 4954 §6). */
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);
    /** The server does not understand the dialogue. */
    private static final Set<Integer> PROTOCOL = Set.of(500, 502, 503, 504);
    /** Details of RFC 3463 §3.2 about the destination. */
    private static final Set<String> DESTINATION = Set.of("1.1", "1.2", "1.3", "1.6", "1.10");
    /** The mailbox exists and takes no mail (RFC 3463 §3.3). */
    private static final String MAILBOX_DISABLED = "2.1";
    /** Exchange's detail for a mailbox that may not send under the address in the From field. */
    private static final String SEND_AS_DENIED = "2.252";

    enum About {
        SENDER,
        RECIPIENT,
        MAIL
    }

    /** The server's refusal; empty when the failure has another reason. */
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

    /**
     * Whether the server closes the connection. It may do so to an idle connection, which says nothing about the
     * message.
     */
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
                ? new DeliveryOutcome.Rejected(what + " refused (" + code + ")", lasting())
                : declined("mail refused");
    }

    /** Without an enhanced status the server may refuse us and not the address (RFC 5321 §4.2.3: 550 stands for both). */
    private Optional<SuppressionCause> lasting() {
        return DESTINATION.contains(status) || status.equals(MAILBOX_DISABLED)
                ? Optional.of(SuppressionCause.BOUNCED)
                : Optional.empty();
    }

    /** The outcome when another server may take the message. */
    private DeliveryOutcome declined(String words) {
        return new DeliveryOutcome.Declined(words + " (" + code + ")");
    }

    private DeliveryOutcome deferred(String words) {
        return new DeliveryOutcome.Deferred(words + " (" + code + ")", Optional.empty());
    }
}
