package io.latchkey.application.delivery;

import io.latchkey.domain.delivery.FunnelRow;
import io.latchkey.domain.delivery.ProviderHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of messages in a window of time.
 *
 * @param providers how this node's providers stand
 */
public record Funnel(Instant from, Instant until, List<FunnelRow> rows, List<Standing> providers) {
    /**
     * How a provider stands.
     *
     * @param share what it has of its resting share now; 0 to 1
     * @param countries its share in countries where receipts cost it some
     */
    public record Standing(String provider, ProviderHealth.State state, double share, Map<String, Double> countries) {}
}
