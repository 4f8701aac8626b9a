package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses routes that name a provider which owns codes, and none of whose codes could be its. */
final class HandedRoutes {
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
        OtpPolicies policies = new ConfiguredPolicies(settings, FixedCodeNumbers.of(List.of())).otp();
        for (RoutingRule rule : routes.rules()) {
            for (RouteStep step : rule.steps()) {
                for (ProviderChoice choice : step.choices()) {
                    CodeOwner owner = owners.get(choice.provider());
                    if (owner != null) {
                        require(rule.criteria(), choice.provider(), owner.digits(step.profile()), policies);
                    }
                }
            }
        }
    }

    private static void require(RouteCriteria criteria, String provider, int digits, OtpPolicies policies) {
        boolean isNative = criteria.apps().isEmpty() || criteria.apps().contains("native");
        if (digits == 0 && !isNative) {
            throw new InvalidSettingException(
                    "A route names " + provider + ", whose codes no person types, for other APIs than Latchkey's own.");
        }
        // The codes of faces have lengths of their own; those of another length leave the step out.
        boolean fits = !isNative
                || PURPOSES.stream()
                        .filter(name -> criteria.purposes().isEmpty() || isNamed(name, criteria.purposes()))
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
        CodeFormat format = policies.get(OtpPurpose.parse(name.equals("custom") ? "custom:any" : name), kind)
                .format();
        return format.alphabet().equals(CodeFormat.DIGITS) && format.length() == digits;
    }
}
