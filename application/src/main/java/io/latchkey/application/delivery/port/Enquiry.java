package io.latchkey.application.delivery.port;

import io.latchkey.application.delivery.Report;
import io.latchkey.domain.delivery.SenderProfile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks a provider what became of messages that it took. Called outside any unit of work, by several threads at once. */
public interface Enquiry {
    /** Ages of a message at which the provider is asked, while no receipt came; more than zero, shortest first. */
    List<Duration> ages();

    /**
     * Asks once, within the provider's time-outs and at its pace, after messages. Never throws for what the provider did or did
     * not do.
     *
     * @param reference the provider's own id of the message
     * @param profile what the route told the provider with the message, such as another account
     * @return empty when the message is still on its way, or the provider did not tell
     */
    Optional<Report> ask(String reference, SenderProfile profile);
}
