package io.latchkey.application.delivery.port;

import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/**
 * What came of handing a message to a provider.
 *
 * @param wasAsked whether the provider was called at all
 * @param template name and language of the text; empty text where it could not be worded
 * @param segments SMS it was cut into; 1 for other media
 * @param cost what it costs if it was taken; empty where the price is not known
 */
public record Handover(
        DeliveryOutcome outcome,
        boolean wasAsked,
        Channel channel,
        String template,
        int segments,
        Optional<Cost> cost) {}
