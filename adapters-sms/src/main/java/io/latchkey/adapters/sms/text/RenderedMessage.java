package io.latchkey.adapters.sms.text;

import java.util.Optional;

/**
 * A message in words. Never logged: it holds the code.
 *
 * @param template the text that was chosen, by name and language: {@code code-sign-in/de}
 * @param language BCP 47 tag of the text that was chosen
 * @param subject one line, never with the code; empty for SMS
 * @param text what an SMS says, or the plain alternative of an e-mail
 * @param html a whole HTML document; empty for SMS
 * @param link the link the message carries, where it carries one
 */
public record RenderedMessage(
        String template,
        String language,
        Optional<String> subject,
        String text,
        Optional<String> html,
        Optional<String> link) {
    /** Segments of an SMS, each of which is paid for; 0 for an e-mail. */
    public int segments() {
        return subject.isPresent() ? 0 : SmsSegments.count(text);
    }

    @Override
    public String toString() {
        return "RenderedMessage[template=" + template + "]";
    }
}
