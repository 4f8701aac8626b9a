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

/** Refuses routes that name a provider which owns codes, and none of whose codes could be its. */
final class HandedRoutes {
    private static final System.Logger LOG = System.getLogger(HandedRoutes.class.getName());
    private static final Set<String> CONCEALED = Set.of("sign-in", "reset-password");
    private static final List<String> PURPOSES =
            List.of("verify-contact", "sign-in", "second-factor", "reset-password", "custom");

    private HandedRoutes() {}

    /** @throws InvalidSettingException naming the provider and the codes that it makes */
    static void require(RoutingTable routes, List<Provider> providers, Settings settings) {
        Map<String, CodeOwner> owners = new HashMap<>();
        providers.forEach(provider -> provider.codeOwner().ifPresent(owner -> owners.put(provider.name(), owner)));
        if (owners.isEmpty()) {
            return;
        }
        boolean handsConcealed = settings.get(DeliveryKeys.HANDED_CONCEALED);
        OtpPolicies policies = new ConfiguredPolicies(settings, FixedCodeNumbers.of(List.of())).otp();
        for (RoutingRule rule : routes.rules()) {
            if (!handsConcealed) {
                warn(rule, owners.keySet());
            }
            for (RouteStep step : rule.steps()) {
                for (ProviderChoice choice : step.choices()) {
                    CodeOwner owner = owners.get(choice.provider());
                    if (owner != null) {
                        requireShown(rule.criteria(), choice.provider(), handsConcealed);
                        require(
                                rule.criteria(),
                                choice.provider(),
                                owner.digits(step.profile()),
                                handsConcealed,
                                policies);
                    }
                }
            }
        }
    }

    /** Refuses a route all of whose codes conceal accounts, unless providers may own such codes. The codes of faces do. */
    private static void requireShown(RouteCriteria criteria, String provider, boolean handsConcealed) {
        boolean isShown = isNative(criteria)
                && PURPOSES.stream()
                        .filter(name -> criteria.purposes().isEmpty() || isNamed(name, criteria.purposes()))
                        .anyMatch(name -> !purpose(name).concealsAccounts());
        if (!isShown && !handsConcealed) {
            throw new InvalidSettingException(
                    "A route names " + provider + ", which makes the codes itself, only for codes that"
                            + " sign in, reset a password or verify a contact. Such codes leave it out, because a caller could learn whether a"
                            + " contact has an account. Name a provider that sends Latchkey's codes, or set "
                            + DeliveryKeys.HANDED_CONCEALED.key() + "=true.");
        }
    }

    /** Tells of a route on which codes that conceal accounts go nowhere. */
    private static void warn(RoutingRule rule, Set<String> owners) {
        boolean isAllOwned = rule.steps().stream()
                .flatMap(step -> step.choices().stream())
                .allMatch(choice -> owners.contains(choice.provider()));
        boolean isForConcealed = !isNative(rule.criteria())
                || PURPOSES.stream()
                        .filter(name -> purpose(name).concealsAccounts())
                        .anyMatch(name -> rule.criteria().purposes().isEmpty()
                                || isNamed(name, rule.criteria().purposes()));
        if (isAllOwned && isForConcealed) {
            LOG.log(
                    Level.WARNING,
                    "A route names only providers that make the codes themselves. Codes that sign in, reset a password or verify a contact"
                            + " leave them out, and go nowhere on it: add a step that sends Latchkey's codes.");
        }
    }

    private static boolean isNative(RouteCriteria criteria) {
        return criteria.apps().isEmpty() || criteria.apps().contains("native");
    }

    private static OtpPurpose purpose(String name) {
        return OtpPurpose.parse(name.equals("custom") ? "custom:any" : name);
    }

    private static void require(
            RouteCriteria criteria, String provider, int digits, boolean handsConcealed, OtpPolicies policies) {
        boolean isNative = isNative(criteria);
        if (digits == 0 && !isNative) {
            throw new InvalidSettingException(
                    "A route names " + provider + ", whose codes no person types, for other APIs than Latchkey's own.");
        }
        // The codes of faces have lengths of their own; those of another length leave the step out.
        boolean fits = !isNative
                || PURPOSES.stream()
                        .filter(name -> criteria.purposes().isEmpty() || isNamed(name, criteria.purposes()))
                        .filter(name -> handsConcealed || !purpose(name).concealsAccounts())
                        .anyMatch(name -> fits(name, criteria.kind(), digits, policies));
        if (!fits) {
            throw new InvalidSettingException("A route names " + provider + ", whose codes "
                    + (digits == 0
                            ? "no person types, for codes that sign in or reset a password alone."
                            : "have " + digits
                                    + " digits, for codes of another form (latchkey.otp.<purpose>.<channel>.length)."));
        }
    }

    private static boolean isNamed(String name, Set<String> purposes) {
        return purposes.contains(name)
                || name.equals("custom") && purposes.stream().anyMatch(one -> one.startsWith("custom"));
    }

    private static boolean fits(String name, ContactKind kind, int digits, OtpPolicies policies) {
        if (digits == 0) {
            return !CONCEALED.contains(name);
        }
        CodeFormat format = policies.get(purpose(name), kind).format();
        return format.alphabet().equals(CodeFormat.DIGITS) && format.length() == digits;
    }
}
