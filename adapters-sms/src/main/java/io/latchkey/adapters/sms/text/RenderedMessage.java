package io.latchkey.adapters.sms.text;

import java.util.Optional;

/**
 * A worded message. Never logged: it holds the code.
 *
 * @param template the chosen text, by name and language: {@code code-sign-in/de}
 * @param language BCP 47 tag of the chosen text
 * @param subject one line, never with the code; empty for SMS
 * @param text the SMS, or the plain text of an e-mail
 * @param html a whole HTML document; empty for SMS
 * @param link the link in the message, if there is one
 */
public record RenderedMessage(
        String template,
        String language,
        Optional<String> subject,
        String text,
        Optional<String> html,
        Optional<String> link) {
    /** Number of segments of an SMS, each of which costs money; 0 for an e-mail. */
    public int segments() {
        return subject.isPresent() ? 0 : SmsSegments.count(text);
    }

    @Override
    public String toString() {
        return "RenderedMessage[template=" + template + "]";
    }
}
