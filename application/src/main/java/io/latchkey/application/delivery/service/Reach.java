package io.latchkey.application.delivery.service;

import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import java.util.Optional;

/** Tells ahead whether a message could reach its reader. Only those may learn it who may learn the contact. */
public final class Reach {
    private final MessageRoutes routes;
    private final Suppressions suppressions;

    Reach(MessageRoutes routes, Suppressions suppressions) {
        this.routes = routes;
        this.suppressions = suppressions;
    }

    /** Whether every channel by which codes of this purpose go to this contact is closed to it, or there is none. */
    public boolean isShut(Contact contact, OtpPurpose purpose) {
        return routes.of(contact, Optional.of(purpose), Optional.empty()).steps().stream()
                .map(RouteStep::channel)
                .allMatch(channel -> suppressions.find(contact, channel).isPresent());
    }
}
