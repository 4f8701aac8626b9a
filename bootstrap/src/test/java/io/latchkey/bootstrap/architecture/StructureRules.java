package io.latchkey.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.application.shared.ClientOrigin;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What keeps the rooms inside the hexagon small and in order. */
final class StructureRules {
    /** The seventh collaborator is the last; an eighth says that one is missing. */
    static final int MOST_COLLABORATORS = 7;

    /** Features of domain and application from the ground up: each may know those before it. */
    static final List<String> FEATURES = List.of(
            "shared",
            "listing",
            "throttle",
            "message",
            "user",
            "ticket",
            "otp",
            "session",
            "retrylock",
            "account",
            "guard",
            "entry",
            "delivery",
            "maintenance",
            "admin");

    /** Classes that may have more collaborators, each with its reason. */
    static final Map<String, String> MANY_COLLABORATORS = Map.of();

    private StructureRules() {}

    static ArchRule packagesAreFreeOfCycles(String root) {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("a reader can start at the bottom and never has to come back");
    }

    static ArchRule featuresStandInOrder(String root) {
        return classes()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".application..")
                .should(new ArchCondition<>("know only features before their own") {
                    @Override
                    public void check(JavaClass from, ConditionEvents events) {
                        feature(root, from)
                                .ifPresent(own -> from.getDirectDependenciesFromSelf().stream()
                                        .filter(dependency -> feature(root, dependency.getTargetClass())
                                                .filter(other -> FEATURES.indexOf(other) > FEATURES.indexOf(own))
                                                .isPresent())
                                        .forEach(dependency -> events.add(
                                                SimpleConditionEvent.violated(from, dependency.getDescription()))));
                    }
                })
                .because("the features of domain and application stand in one order: " + String.join(", ", FEATURES));
    }

    static ArchRule everyFeatureHasItsPlace(String root) {
        return classes()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".application.*..")
                .should(new ArchCondition<>("belong to a feature of the order") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (feature(root, type).filter(FEATURES::contains).isEmpty()) {
                            events.add(SimpleConditionEvent.violated(type, type.getName() + " belongs to no feature"));
                        }
                    }
                })
                .because("a new feature has to say what it stands on");
    }

    private static Optional<String> feature(String root, JavaClass type) {
        for (String layer : List.of(root + ".domain.", root + ".application.")) {
            String name = type.getPackageName() + ".";
            if (name.startsWith(layer) && name.length() > layer.length()) {
                String rest = name.substring(layer.length());
                return Optional.of(rest.substring(0, rest.indexOf('.')));
            }
        }
        return Optional.empty();
    }

    static ArchRule servicesHaveFewCollaborators(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".application..service..")
                .and()
                .areNotRecords()
                .should(new ArchCondition<>("have at most " + MOST_COLLABORATORS + " constructor parameters") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (JavaConstructor constructor : type.getConstructors()) {
                            int parameters = constructor.getRawParameterTypes().size();
                            if (parameters > MOST_COLLABORATORS && !MANY_COLLABORATORS.containsKey(type.getName())) {
                                events.add(SimpleConditionEvent.violated(
                                        type, type.getName() + " has " + parameters + " constructor parameters"));
                            }
                        }
                    }
                })
                .because("more are a sign that one of them is missing");
    }

    /** The route of a request says whose client calls. A face that said so itself could open sessions of another API. */
    static ArchRule theRouteNamesTheApp(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".adapters.rest..")
                .and()
                .areNotAssignableTo(Client.class)
                .should()
                .callMethod(ClientOrigin.class, "forApp", String.class)
                .because("a refresh token works only at the face that issued it");
    }

    /**
     * Outcomes are told apart by their own {@code fold} or {@code Cases}, which do not compile until a new case is answered. Whoever
     * asks for a case by {@code instanceof} would let the new one through.
     */
    static ArchRule outcomesAreAnsweredByName(String root) {
        DescribedPredicate<InstanceofCheck> ofCase = new DescribedPredicate<>("the case of an outcome is asked for") {
            @Override
            public boolean test(InstanceofCheck check) {
                return isCase(root, check.getRawType());
            }
        };
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("ask for the case of an outcome by instanceof") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getInstanceofChecks().stream()
                                .filter(ofCase)
                                .forEach(check -> events.add(SimpleConditionEvent.satisfied(
                                        type,
                                        check.getOwner().getFullName() + " asks whether an outcome is "
                                                + check.getRawType().getName())));
                    }
                })
                .because("a case that is added must not pass by unanswered");
    }

    /** Whether the type is a case of a sealed interface of domain or application that others see. */
    private static boolean isCase(String root, JavaClass type) {
        return type.getRawInterfaces().stream()
                .anyMatch(outcome -> (outcome.getPackageName().startsWith(root + ".domain")
                                || outcome.getPackageName().startsWith(root + ".application"))
                        && outcome.getModifiers().contains(JavaModifier.PUBLIC)
                        && isSealed(outcome));
    }

    private static boolean isSealed(JavaClass outcome) {
        return outcome.reflect().isSealed();
    }
}
