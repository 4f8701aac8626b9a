package io.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import canary.adapters.rest.AsksForCase;
import canary.adapters.rest.face.acme.MisnamingResource;
import canary.application.delivery.Parcel;
import canary.application.novelty.Gadget;
import canary.application.otp.service.ManyHandsService;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Each rule of {@link StructureArchTest} has a class that must break it. */
class StructureCanaryTest {
    private static final String ROOT = "canary";
    private static final JavaClasses CANARIES = new ClassFileImporter().importPackages(ROOT);

    @Test
    void packages_that_know_each_other_break_the_freedom_of_cycles() {
        assertThat(violations(StructureRules.packagesAreFreeOfCycles(ROOT)))
                .contains("canary.application.otp.port", "canary.application.otp.service");
    }

    @Test
    void a_feature_that_knows_a_later_one_breaks_the_order() {
        assertThat(violations(StructureRules.featuresStandInOrder(ROOT)))
                .contains(ManyHandsService.class.getName(), Parcel.class.getName());
    }

    @Test
    void a_feature_that_is_not_listed_breaks_the_order() {
        assertThat(violations(StructureRules.everyFeatureHasItsPlace(ROOT))).contains(Gadget.class.getName());
    }

    @Test
    void an_eighth_collaborator_breaks_the_size_of_services() {
        assertThat(violations(StructureRules.servicesHaveFewCollaborators(ROOT)))
                .contains(ManyHandsService.class.getName() + " has 8");
    }

    @Test
    void a_face_that_names_another_app_breaks_the_naming_by_the_route() {
        assertThat(violations(StructureRules.theRouteNamesTheApp(ROOT))).contains(MisnamingResource.class.getName());
    }

    @Test
    void a_case_asked_for_by_instanceof_breaks_the_answering_of_outcomes() {
        assertThat(violations(StructureRules.outcomesAreAnsweredByName(ROOT))).contains(AsksForCase.class.getName());
    }

    @Test
    void a_case_added_to_an_outcome_does_not_compile_until_it_is_answered() {
        String outcome = """
                sealed interface Outcome {
                    <R> R answer(Cases<R> cases);
                    record Taken() implements Outcome {
                        public <R> R answer(Cases<R> cases) { return cases.taken(this); }
                    }
                    interface Cases<R> { R taken(Taken taken); %s }
                }
                class Door {
                    static int status(Outcome outcome) {
                        return outcome.answer(new Outcome.Cases<Integer>() {
                            @Override public Integer taken(Outcome.Taken taken) { return 409; }
                        });
                    }
                }
                """;
        assertThat(errors(outcome.formatted(""))).isEmpty();
        assertThat(errors(outcome.formatted("R frozen(String since);"))).anyMatch(error -> error.contains("frozen"));
    }

    private static List<String> errors(String source) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        SimpleJavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Outcome.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoresErrors) {
                        return source;
                    }
                };
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        diagnostics,
                        List.of("-proc:none", "-d", System.getProperty("java.io.tmpdir")),
                        null,
                        List.of(file))
                .call();
        return diagnostics.getDiagnostics().stream()
                .filter(found -> found.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                .map(Object::toString)
                .toList();
    }

    private static String violations(ArchRule rule) {
        return rule.evaluate(CANARIES).getFailureReport().toString();
    }
}
