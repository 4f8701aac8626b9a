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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The delivery funnel as the operator sees it. */
@Schema(
        name = "DeliveryFunnel",
        description = "What became of the messages first handed to a provider in a window of time.")
record FunnelResponse(
        @Schema(type = SchemaType.STRING, format = "date-time")
        Instant from,

        @Schema(type = SchemaType.STRING, format = "date-time")
        Instant until,

        List<Row> rows,

        @Schema(description = "How the providers that were called stand, as this node sees it.")
        List<Provider> providers)
        implements ResponseBody {
    private static final int MICROS = 6;

    static FunnelResponse from(Funnel funnel, Set<Dimension> dimensions) {
        return new FunnelResponse(
                funnel.from(),
                funnel.until(),
                funnel.by(dimensions).stream().map(Row::from).toList(),
                funnel.providers().stream().map(Provider::from).toList());
    }

    /** Counts of the messages of one group. A dimension that was not asked for is null. */
    @Schema(name = "DeliveryFunnelRow")
    record Row(
            @Schema(example = "acme", nullable = true) @Nullable
            String provider,

            @Schema(
                    example = "DE",
                    description = "ISO 3166; empty for e-mail and for numbers of no one country.",
                    nullable = true)
            @Nullable
            String country,

            @Schema(
                    nullable = true,
                    enumeration = {"email", "sms", "whatsapp", "voice"})
            @Nullable
            String channel,

            @Schema(example = "code-sign-in/de", nullable = true) @Nullable
            String template,

            @Schema(description = "Messages handed to the provider.")
            long requested,

            @Schema(description = "Those it took.") long accepted,

            @Schema(description = "Those a receipt says arrived.")
            long delivered,

            @Schema(description = "Those it never took, and those a receipt says did not arrive.")
            long failed,

            @Schema(description = "Those whose code was given back.")
            long verified,

            @Schema(description = "Null where no price is known.", nullable = true) @Nullable
            Price cost,

            @Schema(description = "delivered / accepted", example = "0.97", nullable = true) @Nullable
            Double deliveryRate,

            @Schema(description = "verified / accepted", example = "0.83", nullable = true) @Nullable
            Double conversionRate) {
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
    @Schema(name = "Price")
    record Price(
            @Schema(example = "1.234500") String amount,

            @Schema(example = "EUR", description = "ISO 4217")
            String currency) {
        private static Price from(Cost cost) {
            return new Price(BigDecimal.valueOf(cost.micros(), MICROS).toPlainString(), cost.currency());
        }
    }

    /** State of a provider. */
    @Schema(name = "ProviderStanding")
    record Provider(
            @Schema(example = "acme") String provider,

            @Schema(enumeration = {"resting", "ramping", "open", "half-open"})
            String state,

            @Schema(description = "What it has of its resting share; 0 to 1.")
            double share,

            @Schema(
                    description = "What it has of it where receipts cost it some, by country.",
                    example = "{\"DE\":0.05}")
            Map<String, Double> countries) {
        private static Provider from(Funnel.ProviderStatus status) {
            return new Provider(status.provider(), status.state().wireName(), status.share(), status.countries());
        }
    }
}
