package io.latchkey.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;

/** The rules of the hexagon for any root package, so that the same rules can judge the canaries. */
final class HexagonRules {
    private HexagonRules() {}

    static ArchRule layers(String root) {
        return layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(root + "..")
                .layer("domain")
                .definedBy(root + ".domain..")
                .layer("application")
                .definedBy(root + ".application..")
                .layer("adapters")
                .definedBy(root + ".adapters..")
                .layer("bootstrap")
                .definedBy(root + ".bootstrap..")
                .whereLayer("domain")
                .mayOnlyBeAccessedByLayers("application", "adapters", "bootstrap")
                .whereLayer("application")
                .mayOnlyBeAccessedByLayers("adapters", "bootstrap")
                .whereLayer("adapters")
                .mayOnlyBeAccessedByLayers("bootstrap")
                .whereLayer("bootstrap")
                .mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .because("dependencies point inwards, and every class has a layer");
    }

    static ArchRule coreIsPlainJava(String root) {
        return classes()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".application..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "java.text",
                        "java.nio.charset",
                        "com.ibm.icu.text",
                        "org.jspecify..",
                        root + ".domain..",
                        root + ".application..")
                .because("rules outlive frameworks; java.text and ICU are tables of Unicode");
    }

    static ArchRule adaptersKnowNoAdapter(String root) {
        return slices().matching(root + ".adapters.(*)..")
                .should()
                .notDependOnEachOther()
                .because("an adapter is replaced without asking another");
    }

    static ArchRule bootstrapImplementsNoOutboundPort(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".bootstrap..")
                .should()
                .beAssignableTo(resideInAPackage(root + ".application..port..").and(JavaClass.Predicates.INTERFACES))
                .because("bootstrap wires and launches; what a port asks for is the work of an adapter");
    }

    static ArchRule onlyBootstrapSeesServices(String root) {
        DescribedPredicate<JavaClass> service = resideInAPackage(root + ".application..service..");
        return noClasses()
                .that(not(service)
                        .and(not(resideInAPackage(root + ".application")))
                        .and(not(resideInAPackage(root + ".bootstrap.."))))
                .should()
                .dependOnClassesThat(service)
                .because("only the compositions and bootstrap know who does a use case");
    }

    static ArchRule portsDoNotKnowServices(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".application..port..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".application..service..")
                .because("a port is what a service needs, not what it does");
    }

    static ArchRule coreAsksTheInjectedClock(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".application..")
                .should()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("the system's time is asked") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        JavaClass owner = call.getTargetOwner();
                        String name = call.getTarget().getName();
                        return owner.isEquivalentTo(Instant.class) && name.equals("now")
                                || owner.isEquivalentTo(Clock.class) && name.startsWith("system")
                                || owner.isEquivalentTo(System.class)
                                        && (name.equals("currentTimeMillis") || name.equals("nanoTime"));
                    }
                })
                .because("time is injected");
    }

    /** Only the clocks of the service, and commands that run without it, know the system's time. */
    static ArchRule allAskTheInjectedClock(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .doNotHaveFullyQualifiedName(root + ".bootstrap.Clocks")
                .and()
                .resideOutsideOfPackage(root + ".adapters.sms.check..")
                .should()
                .callCodeUnitWhere(new DescribedPredicate<JavaCall<?>>("the time of day is asked") {
                    @Override
                    public boolean test(JavaCall<?> call) {
                        JavaClass owner = call.getTargetOwner();
                        String name = call.getTarget().getName();
                        boolean isOfTime = owner.getPackageName().equals("java.time");
                        return isOfTime && name.equals("now")
                                || owner.isEquivalentTo(Clock.class)
                                        && (name.startsWith("system") || name.startsWith("tick"))
                                || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                                || owner.isEquivalentTo(Date.class)
                                        && name.equals("<init>")
                                        && call.getTarget().getParameterTypes().isEmpty();
                    }
                })
                .because("a development server's clock can be moved, and everything follows it");
    }

    static ArchRule restReachesNoOutboundPort(String root) {
        DescribedPredicate<JavaClass> port = resideInAPackage(root + ".application..port..");
        DescribedPredicate<JavaClass> exception = JavaClass.Predicates.assignableTo(RuntimeException.class);
        return noClasses()
                .that()
                .resideInAPackage(root + ".adapters.rest..")
                .should()
                .dependOnClassesThat(port.and(not(exception)))
                .because("the way in leads through use cases; a port's exceptions may be told to callers");
    }

    static ArchRule facesSpeakToUseCasesAlone(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".adapters.rest.face.*..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.net",
                        "java.nio.charset",
                        "java.time..",
                        "java.util..",
                        "jakarta.annotation..",
                        "jakarta.enterprise.context..",
                        "jakarta.inject..",
                        "jakarta.ws.rs..",
                        "com.fasterxml.jackson.annotation..",
                        "org.jspecify..",
                        root + ".domain..",
                        root + ".application.*",
                        root + ".adapters.rest.api",
                        root + ".adapters.rest.auth",
                        root + ".adapters.rest.client",
                        root + ".adapters.rest.json",
                        root + ".adapters.rest.problem",
                        root + ".adapters.rest.face..")
                .because("a face translates: rules, stores and the native resources are not its own");
    }

    static ArchRule facesKnowNoFace(String root) {
        return slices().matching(root + ".adapters.rest.face.(*)..")
                .should()
                .notDependOnEachOther()
                .because("a face is taken out without asking another");
    }

    static ArchRule facesAskNoClock(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".adapters.rest.face..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .because("when something ends is for the rules to say");
    }
}
