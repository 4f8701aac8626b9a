package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.domain.delivery.ProviderChoice;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Refuses routes that name a provider which owns codes, and none of whose codes could be its. */
final class HandedRoutes {
    private static final System.Logger LOG = System.getLogger(HandedRoutes.class.getName());
    private static final List<OtpPurpose> PURPOSES = List.of(
            OtpPurpose.VERIFY_CONTACT,
            OtpPurpose.SIGN_IN,
            OtpPurpose.SECOND_FACTOR,
            OtpPurpose.RESET_PASSWORD,
            OtpPurpose.parse(OtpPurpose.CUSTOM_PREFIX + "any"));

    private final Map<String, CodeOwner> owners;
    private final boolean handsConcealed;
    private final OtpPolicies policies;

    private HandedRoutes(Map<String, CodeOwner> owners, Settings settings) {
        this.owners = owners;
        this.handsConcealed = settings.get(DeliveryKeys.HANDED_CONCEALED);
        this.policies = new ConfiguredPolicies(settings, FixedCodeNumbers.of(List.of())).otp();
    }

    /** @throws InvalidSettingException naming the provider and the codes that it makes */
    static void require(RoutingTable routes, List<Provider> providers, Settings settings) {
        Map<String, CodeOwner> owners = new HashMap<>();
        providers.forEach(provider -> provider.codeOwner().ifPresent(owner -> owners.put(provider.name(), owner)));
        if (!owners.isEmpty()) {
            routes.rules().forEach(new HandedRoutes(owners, settings)::require);
        }
    }

    private void require(RoutingRule rule) {
        warn(rule);
        for (RouteStep step : rule.steps()) {
            for (ProviderChoice choice : step.choices()) {
                CodeOwner owner = owners.get(choice.provider());
                if (owner != null) {
                    requireShown(rule.criteria(), choice.provider());
                    requireFitting(rule.criteria(), choice.provider(), owner.digits(step.profile()));
                }
            }
        }
    }

    /** Refuses a route all of whose codes conceal accounts, unless providers may own such codes. The codes of faces do. */
    private void requireShown(RouteCriteria criteria, String provider) {
        boolean isShown = isNative(criteria) && purposes(criteria).anyMatch(purpose -> !purpose.concealsAccounts());
        if (!isShown && !handsConcealed) {
            throw new InvalidSettingException(
                    "A route names " + provider + ", which makes the codes itself, only for codes that"
                            + " sign in, reset a password or verify a contact. Such codes leave it out, because a caller could learn whether a"
                            + " contact has an account. Name a provider that sends Latchkey's codes, or set "
                            + DeliveryKeys.HANDED_CONCEALED.key() + "=true.");
        }
    }

    /** Tells of a route on which codes that conceal accounts go nowhere. */
    private void warn(RoutingRule rule) {
        boolean isAllOwned = rule.steps().stream()
                .flatMap(step -> step.choices().stream())
                .allMatch(choice -> owners.containsKey(choice.provider()));
        boolean isForConcealed =
                !isNative(rule.criteria()) || purposes(rule.criteria()).anyMatch(OtpPurpose::concealsAccounts);
        if (isAllOwned && isForConcealed && !handsConcealed) {
            LOG.log(
                    Level.WARNING,
                    "A route names only providers that make the codes themselves. Codes that sign in, reset a password or verify a contact"
                            + " leave them out, and go nowhere on it: add a step that sends Latchkey's codes.");
        }
    }

    private static boolean isNative(RouteCriteria criteria) {
        return criteria.apps().isEmpty() || criteria.apps().contains("native");
    }

    /** The purposes of the codes that a route is for. */
    private static Stream<OtpPurpose> purposes(RouteCriteria criteria) {
        return PURPOSES.stream()
                .filter(purpose -> criteria.purposes().isEmpty() || isNamed(purpose, criteria.purposes()));
    }

    private static boolean isNamed(OtpPurpose purpose, Set<String> names) {
        return names.contains(purpose.policyName())
                || purpose.isCustom() && names.stream().anyMatch(name -> name.startsWith(OtpPurpose.CUSTOM_PREFIX));
    }

    private void requireFitting(RouteCriteria criteria, String provider, int digits) {
        boolean isNative = isNative(criteria);
        if (digits == 0 && !isNative) {
            throw new InvalidSettingException(
                    "A route names " + provider + ", whose codes no person types, for other APIs than Latchkey's own.");
        }
        // The codes of faces have lengths of their own; those of another length leave the step out.
        boolean fits = !isNative
                || purposes(criteria)
                        .filter(purpose -> handsConcealed || !purpose.concealsAccounts())
                        .anyMatch(purpose -> fits(purpose, criteria.kind(), digits));
        if (!fits) {
            throw new InvalidSettingException("A route names " + provider + ", whose codes "
                    + (digits == 0
                            ? "no person types, for codes that sign in or reset a password alone."
                            : "have " + digits
                                    + " digits, for codes of another form (latchkey.otp.<purpose>.<channel>.length)."));
        }
    }

    private boolean fits(OtpPurpose purpose, ContactKind kind, int digits) {
        if (digits == 0) {
            return !purpose.equals(OtpPurpose.SIGN_IN) && !purpose.equals(OtpPurpose.RESET_PASSWORD);
        }
        CodeFormat format = policies.get(purpose, kind).format();
        return format.alphabet().equals(CodeFormat.DIGITS) && format.length() == digits;
    }
}
