package io.latchkey.bootstrap.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms as they are built: every rule here has a canary in {@link StructureCanaryTest} that breaks it. */
@AnalyzeClasses(
        packages = "io.latchkey",
        importOptions = {ImportOption.DoNotIncludeTests.class, HexagonArchTest.DoNotIncludeTestkit.class})
class StructureArchTest {
    @ArchTest
    static final ArchRule packages_are_free_of_cycles = StructureRules.packagesAreFreeOfCycles("io.latchkey");

    @ArchTest
    static final ArchRule features_stand_in_order = StructureRules.featuresStandInOrder("io.latchkey");

    @ArchTest
    static final ArchRule every_feature_has_its_place = StructureRules.everyFeatureHasItsPlace("io.latchkey");

    @ArchTest
    static final ArchRule services_have_few_collaborators = StructureRules.servicesHaveFewCollaborators("io.latchkey");

    @ArchTest
    static final ArchRule the_route_names_the_app = StructureRules.theRouteNamesTheApp("io.latchkey");

    @ArchTest
    static final ArchRule outcomes_are_answered_by_name = StructureRules.outcomesAreAnsweredByName("io.latchkey");
}
