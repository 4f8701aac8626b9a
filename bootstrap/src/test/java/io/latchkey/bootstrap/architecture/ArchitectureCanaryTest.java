package io.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import canary.adapters.platform.LooksAtItsWatch;
import canary.adapters.platform.SendsItself;
import canary.adapters.rest.SeesEverything;
import canary.adapters.rest.face.old.OldFace;
import canary.application.otp.port.KnowsService;
import canary.bootstrap.KeepsThings;
import canary.domain.LooksAtTheWall;
import canary.domain.SeesBootstrap;
import canary.domain.UsesFramework;
import canary.stray.BelongsNowhere;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Checks that each rule can fail. A class that breaks the rule on purpose must be found. */
class ArchitectureCanaryTest {
    private static final String ROOT = "canary";
    private static final JavaClasses CANARIES = new ClassFileImporter().importPackages(ROOT);

    @Test
    void a_dependency_outwards_breaks_the_layers() {
        assertThat(violations(HexagonRules.layers(ROOT))).contains(SeesBootstrap.class.getName());
    }

    @Test
    void a_class_without_a_layer_breaks_the_layers() {
        assertThat(violations(HexagonRules.layers(ROOT))).contains(BelongsNowhere.class.getName());
    }

    @Test
    void a_framework_in_the_domain_breaks_plain_java() {
        assertThat(violations(HexagonRules.coreIsPlainJava(ROOT))).contains(UsesFramework.class.getName());
    }

    @Test
    void the_system_clock_anywhere_breaks_injected_time() {
        assertThat(violations(HexagonRules.allAskTheInjectedClock(ROOT)))
                .contains(LooksAtItsWatch.class.getName(), LooksAtTheWall.class.getName());
    }

    @Test
    void the_system_clock_in_the_domain_breaks_injected_time() {
        assertThat(violations(HexagonRules.coreAsksTheInjectedClock(ROOT))).contains(LooksAtTheWall.class.getName());
    }

    @Test
    void an_adapter_that_sees_an_adapter_breaks_their_separation() {
        assertThat(violations(HexagonRules.adaptersKnowNoAdapter(ROOT))).contains(SeesEverything.class.getName());
    }

    @Test
    void a_platform_adapter_that_sees_an_adapter_breaks_their_separation() {
        assertThat(violations(HexagonRules.adaptersKnowNoAdapter(ROOT))).contains(SendsItself.class.getName());
    }

    @Test
    void an_adapter_in_bootstrap_breaks_its_restraint() {
        assertThat(violations(HexagonRules.bootstrapImplementsNoOutboundPort(ROOT)))
                .contains(KeepsThings.class.getName());
    }

    @Test
    void an_adapter_that_sees_a_service_breaks_their_hiding() {
        assertThat(violations(HexagonRules.onlyBootstrapSeesServices(ROOT))).contains(SeesEverything.class.getName());
    }

    @Test
    void a_port_that_knows_a_service_breaks_its_ignorance() {
        assertThat(violations(HexagonRules.portsDoNotKnowServices(ROOT))).contains(KnowsService.class.getName());
    }

    @Test
    void a_resource_that_reaches_a_port_breaks_the_way_in() {
        assertThat(violations(HexagonRules.restReachesNoOutboundPort(ROOT))).contains(SeesEverything.class.getName());
    }

    @Test
    void a_face_that_reaches_past_the_use_cases_breaks_their_translation() {
        assertThat(violations(HexagonRules.facesSpeakToUseCasesAlone(ROOT)))
                .contains(OldFace.class.getName() + ".store", KnowsService.class.getName());
    }

    @Test
    void a_face_that_sees_a_face_breaks_their_separation() {
        assertThat(violations(HexagonRules.facesKnowNoFace(ROOT))).contains(OldFace.class.getName());
    }

    @Test
    void a_face_that_asks_the_time_breaks_the_rules_hold_on_it() {
        assertThat(violations(HexagonRules.facesAskNoClock(ROOT))).contains(OldFace.class.getName());
    }

    private static String violations(ArchRule rule) {
        return rule.evaluate(CANARIES).getFailureReport().toString();
    }
}
