package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.RouteQuery;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the route of a message in the plan that is in force. */
final class MessageRoutes {
    private final DeliveryPlans plans;
    private final Countries countries;

    MessageRoutes(DeliveryPlans plans, Countries countries) {
        this.plans = plans;
        this.countries = countries;
    }

    /**
     * The way of a message.
     *
     * @param country ISO 3166 code of the reader's number; empty text where there is none
     * @param steps empty when nobody sends such a message
     */
    record Way(DeliveryPlans.Plan plan, String country, List<RouteStep> steps) {}

    /** What the route of a message tells a provider of this channel; nothing when the route no longer names the provider. */
    SenderProfile profile(OutboxMessage message, Channel channel, String provider) {
        return profile(of(message).steps().stream().filter(step -> step.channel() == channel), provider);
    }

    /** What the first step for codes of this purpose that names a provider tells it, by any channel; nothing when there is none. */
    SenderProfile profile(Contact contact, OtpPurpose purpose, String provider) {
        return profile(
                rule(plans.current(), contact, country(contact), Optional.of(purpose)).stream()
                        .flatMap(rule -> rule.steps().stream()),
                provider);
    }

    private static SenderProfile profile(Stream<RouteStep> steps, String provider) {
        return steps.filter(step -> step.choices().stream()
                        .anyMatch(choice -> choice.provider().equals(provider)))
                .findFirst()
                .map(RouteStep::profile)
                .orElse(SenderProfile.NONE);
    }

    Way of(OutboxMessage message) {
        return of(
                message.contact(),
                Optional.ofNullable(message.code()).map(CodeReference::purpose),
                Optional.ofNullable(message.channel()));
    }

    /**
     * The way of a message that is not promised yet.
     *
     * @param purpose that of its code; empty for a notice
     * @param chosen the channel that the requester chose; empty when the route alone decides
     */
    Way of(Contact contact, Optional<OtpPurpose> purpose, Optional<Channel> chosen) {
        DeliveryPlans.Plan plan = plans.current();
        String country = country(contact);
        return new Way(
                plan,
                country,
                rule(plan, contact, country, purpose)
                        .map(rule -> rule.steps(chosen))
                        .orElseGet(List::of));
    }

    private String country(Contact contact) {
        return contact.fold(email -> "", countries::of);
    }

    private static Optional<RoutingRule> rule(
            DeliveryPlans.Plan plan, Contact contact, String country, Optional<OtpPurpose> purpose) {
        return plan.routes().find(new RouteQuery(contact, country, purpose));
    }
}
