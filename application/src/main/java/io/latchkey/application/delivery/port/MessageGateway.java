package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.SenderProfile;

/** Words a message and hands it to a provider. Called outside any unit of work, by several threads at once. */
public interface MessageGateway {
    /**
     * Tries once, within the provider's time-outs. Never throws for what a provider did or did not do.
     *
     * @param provider one that the current routes name
     * @param country ISO 3166 code of the reader's number, by which the message is priced; empty text for none
     */
    Handover deliver(OutboundMessage message, String provider, SenderProfile profile, String country);
}
