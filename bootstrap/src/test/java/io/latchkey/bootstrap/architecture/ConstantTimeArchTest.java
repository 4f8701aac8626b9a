package io.latchkey.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.latchkey.domain.otp.OtpCode;
import java.security.MessageDigest;
import java.util.Set;

/** Secrets that somebody shows are compared in a time that does not tell where they differ (OWASP ASVS 5.0, 11.2.4). */
@AnalyzeClasses(
        packages = "io.latchkey",
        importOptions = {ImportOption.DoNotIncludeTests.class, HexagonArchTest.DoNotIncludeTestkit.class})
class ConstantTimeArchTest {
    /** The classes that compare a key, a token or a signature with what somebody shows. */
    private static final Set<String> COMPARING = Set.of("MasterSecrets", "ApiKeys", "SharedSecretReceipts", "Macs");

    @ArchTest
    static final ArchRule secrets_are_compared_in_constant_time = classes()
            .that(describe("compare secrets", type -> COMPARING.contains(type.getSimpleName())))
            .should(callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class));

    @ArchTest
    static final ArchRule codes_are_compared_in_constant_time = methods()
            .that()
            .areDeclaredIn(OtpCode.class)
            .and()
            .haveName("matches")
            .should(new ArchCondition<>("call no method that stops at the first difference") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    method.getMethodCallsFromSelf().stream()
                            .filter(call -> Set.of(
                                            "equals", "contentEquals", "compareTo", "startsWith", "equalsIgnoreCase")
                                    .contains(call.getName()))
                            .forEach(call -> events.add(SimpleConditionEvent.violated(method, call.getDescription())));
                }
            });

    private ConstantTimeArchTest() {}
}
