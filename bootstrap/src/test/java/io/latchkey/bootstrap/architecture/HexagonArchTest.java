package io.latchkey.bootstrap.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Checks the rules of the hexagon. For every rule here, {@link ArchitectureCanaryTest} has a class that breaks it. */
@AnalyzeClasses(
        packages = "io.latchkey",
        importOptions = {ImportOption.DoNotIncludeTests.class, HexagonArchTest.DoNotIncludeTestkit.class})
class HexagonArchTest {
    /** Leaves out the test jars. In a packaged build the testkit is a jar and no longer a folder of test classes. */
    static final class DoNotIncludeTestkit implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule layers = HexagonRules.layers("io.latchkey");

    @ArchTest
    static final ArchRule core_is_plain_java = HexagonRules.coreIsPlainJava("io.latchkey");

    @ArchTest
    static final ArchRule adapters_know_no_adapter = HexagonRules.adaptersKnowNoAdapter("io.latchkey");

    @ArchTest
    static final ArchRule bootstrap_implements_no_outbound_port =
            HexagonRules.bootstrapImplementsNoOutboundPort("io.latchkey");

    @ArchTest
    static final ArchRule only_bootstrap_sees_services = HexagonRules.onlyBootstrapSeesServices("io.latchkey");

    @ArchTest
    static final ArchRule ports_do_not_know_services = HexagonRules.portsDoNotKnowServices("io.latchkey");

    @ArchTest
    static final ArchRule core_asks_the_injected_clock = HexagonRules.coreAsksTheInjectedClock("io.latchkey");

    @ArchTest
    static final ArchRule all_ask_the_injected_clock = HexagonRules.allAskTheInjectedClock("io.latchkey");

    @ArchTest
    static final ArchRule rest_reaches_no_outbound_port = HexagonRules.restReachesNoOutboundPort("io.latchkey");

    @ArchTest
    static final ArchRule faces_speak_to_use_cases_alone = HexagonRules.facesSpeakToUseCasesAlone("io.latchkey");

    @ArchTest
    static final ArchRule faces_know_no_face = HexagonRules.facesKnowNoFace("io.latchkey");

    @ArchTest
    static final ArchRule faces_ask_no_clock = HexagonRules.facesAskNoClock("io.latchkey");
}
