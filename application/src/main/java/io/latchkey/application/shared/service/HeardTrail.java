package io.latchkey.application.shared.service;

import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.port.AuditTrail;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells the desk of decisions what the audit trail hears: who is meant, and which check refused the call. */
final class HeardTrail implements AuditTrail {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The rules behind events that are refusals. Limits tell of themselves. */
    private static final Map<Event, String> RULES = new EnumMap<>(Map.of(
            Event.CODE_REFUSED, DecisionDesk.CODE,
            Event.SIGN_IN_REFUSED, "sign-in",
            Event.REFRESH_REFUSED, "refresh-token",
            Event.REFRESH_TOKEN_REUSED, "refresh-token-reuse",
            Event.TOKEN_REFUSED, "access-token",
            Event.CREDENTIAL_REFUSED, "api-credential",
            Event.API_KEY_REFUSED, "api-key",
            Event.ADMINISTRATION_REFUSED, "administration",
            Event.BOOTSTRAP_TOKEN_REFUSED, "bootstrap-token"));

    /** Events about an account that another one acts on. */
    private static final Set<Event> OF_OTHERS = EnumSet.of(Event.ADMINISTERED, Event.ADMINISTRATION_REFUSED);

    private final AuditTrail trail;
    private final DecisionDesk desk;

    HeardTrail(AuditTrail trail, DecisionDesk desk) {
        this.trail = trail;
        this.desk = desk;
    }

    @Override
    public void record(Event event, Map<String, String> details) {
        trail.record(event, details);
        desk.about(
                OF_OTHERS.contains(event) ? Optional.empty() : id(details, Detail.USER),
                id(details, Detail.CONTACT).or(() -> id(details, Detail.LOGIN)),
                Optional.ofNullable(details.get(Detail.NETWORK.key())));
        if (event == Event.CODE_VERIFIED) {
            desk.saw(Finding.passed(DecisionDesk.CODE));
        }
        String rule = RULES.get(event);
        if (rule != null) {
            String note = Stream.of(Detail.DEED, Detail.FACTOR, Detail.PURPOSE, Detail.REASON)
                    .flatMap(detail -> Optional.ofNullable(details.get(detail.key())).stream())
                    .map(text -> text.toLowerCase(Locale.ROOT).replace('_', ' '))
                    .collect(Collectors.joining(": "));
            Finding refused = Finding.refused(rule);
            desk.refused(note.isEmpty() ? refused : refused.noting(note));
        }
    }

    private static Optional<UUID> id(Map<String, String> details, Detail detail) {
        return Optional.ofNullable(details.get(detail.key()))
                .filter(text -> ID.matcher(text).matches())
                .map(UUID::fromString);
    }
}
