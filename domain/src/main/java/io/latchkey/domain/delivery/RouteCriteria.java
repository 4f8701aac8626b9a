package io.latchkey.domain.delivery;

import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.util.Set;

/**
 * The messages that a rule is for. A message must match every part. An empty part matches all messages.
 *
 * @param countries ISO 3166 codes
 * @param prefixes beginnings of phone numbers in E.164, such as {@code +4915}
 * @param purposes built-in names, {@code custom}, {@code custom:<name>}, or {@code notice} for messages without a code
 * @param apps names of faces, or {@code native}
 */
public record RouteCriteria(
        ContactKind kind, Set<String> countries, Set<String> prefixes, Set<String> purposes, Set<String> apps) {
    /** Matches every message to contacts of this kind. */
    public static RouteCriteria all(ContactKind kind) {
        return new RouteCriteria(kind, Set.of(), Set.of(), Set.of(), Set.of());
    }

    public RouteCriteria {
        countries = Set.copyOf(countries);
        prefixes = Set.copyOf(prefixes);
        purposes = Set.copyOf(purposes);
        apps = Set.copyOf(apps);
    }

    public boolean fits(RouteQuery query) {
        return query.contact().kind() == kind
                && (countries.isEmpty() || countries.contains(query.country()))
                && (prefixes.isEmpty()
                        || prefixes.stream().anyMatch(query.contact().value()::startsWith))
                && (purposes.isEmpty() || hasPurpose(query))
                && (apps.isEmpty() || apps.contains(query.app()));
    }

    private boolean hasPurpose(RouteQuery query) {
        if (query.purpose().isEmpty()) {
            return purposes.contains("notice");
        }
        OtpPurpose purpose = query.purpose().get().builtIn();
        return purposes.contains(purpose.value()) || purposes.contains(purpose.policyName());
    }
}
