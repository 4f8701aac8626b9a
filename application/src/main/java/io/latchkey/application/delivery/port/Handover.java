package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/**
 * Result of handing a message to a provider.
 *
 * @param wasAsked whether the provider was called at all
 * @param template name and language of the text; empty when there is no text
 * @param segments SMS that the text was cut into; 1 for other channels
 * @param cost the price of the message, due if it was taken; empty where it is not known
 */
public record Handover(
        DeliveryOutcome outcome,
        boolean wasAsked,
        Channel channel,
        String template,
        int segments,
        Optional<Cost> cost) {}
