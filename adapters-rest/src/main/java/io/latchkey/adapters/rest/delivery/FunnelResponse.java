package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.Funnel.Dimension;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.shared.Channel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The delivery funnel as the operator sees it. */
public record FunnelResponse(Instant from, Instant until, List<Row> rows, List<Provider> providers)
        implements ResponseBody {

    private static final int MICROS = 6;

    public static FunnelResponse from(Funnel funnel, Set<Dimension> dimensions) {
        return new FunnelResponse(
                funnel.from(),
                funnel.until(),
                funnel.by(dimensions).stream().map(Row::from).toList(),
                funnel.providers().stream().map(Provider::from).toList());
    }

    /** Counts of the messages of one group. A dimension that was not asked for is null. */
    public record Row(
            @Nullable String provider,
            @Nullable String country,
            @Nullable String channel,
            @Nullable String template,
            long requested,
            long accepted,
            long delivered,
            long failed,
            long verified,
            @Nullable Price cost,
            @Nullable Double deliveryRate,
            @Nullable Double conversionRate) {
        private static Row from(Funnel.Group group) {
            return new Row(
                    group.provider().orElse(null),
                    group.country().orElse(null),
                    group.channel().map(Channel::wireName).orElse(null),
                    group.template().orElse(null),
                    group.requested(),
                    group.accepted(),
                    group.delivered(),
                    group.failed(),
                    group.verified(),
                    group.cost().map(Price::from).orElse(null),
                    orNull(group.deliveryRate()),
                    orNull(group.conversionRate()));
        }

        private static @Nullable Double orNull(OptionalDouble rate) {
            return rate.isPresent() ? rate.getAsDouble() : null;
        }
    }

    /** An amount of money. It is a text because binary fractions cannot hold every decimal amount. */
    public record Price(String amount, String currency) {

        private static Price from(Cost cost) {
            return new Price(BigDecimal.valueOf(cost.micros(), MICROS).toPlainString(), cost.currency());
        }
    }

    /** State of a provider. */
    public record Provider(String provider, String state, double share, Map<String, Double> countries) {

        private static Provider from(Funnel.ProviderStatus status) {
            return new Provider(status.provider(), status.state().wireName(), status.share(), status.countries());
        }
    }
}
