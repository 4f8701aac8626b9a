package io.latchkey.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.latchkey.application.UseCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of deeds, use cases and doors in the documentation is the one that the code has. Run with {@code
 * -Dlatchkey.test.write-reference=true} to write it anew.
 */
class DeedsAndDoorsTest {
    private static final Path PAGE = Path.of("../docs/architecture.md");
    private static final String BEGIN = "<!-- deeds -->\n";
    private static final String END = "<!-- /deeds -->";
    private static final String REST = "io.latchkey.adapters.rest.";
    private static final String FACE = REST + "face.";

    @Test
    void the_table_of_deeds_and_doors_is_the_one_of_the_code() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = table();
        if (Boolean.getBoolean("latchkey.test.write-reference")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).isEqualTo(table);
        }
    }

    private static String table() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOptions(
                        List.of(new ImportOption.DoNotIncludeTests(), new HexagonArchTest.DoNotIncludeTestkit()))
                .importPackages("io.latchkey.adapters", "io.latchkey.bootstrap", "io.latchkey.application");
        return UseCases.ports().stream()
                .sorted(Comparator.comparing(Class::getName))
                .map(port -> "| " + deed(port) + " | `" + port.getSimpleName() + "` | "
                        + String.join(", ", doors(classes.get(port))) + " |\n")
                .collect(Collectors.joining("", "| deed | use case | doors |\n|---|---|---|\n", ""));
    }

    /** The words of the port's name: {@code ChangePasswordUseCase} is the deed "change password". */
    private static String deed(Class<?> port) {
        return port.getSimpleName()
                .replaceAll("UseCase$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(java.util.Locale.ROOT);
    }

    private static Set<String> doors(JavaClass port) {
        return port.getDirectDependenciesToSelf().stream()
                .map(dependency -> dependency.getOriginClass().getPackageName())
                .filter(origin -> !origin.startsWith("io.latchkey.application"))
                .map(DeedsAndDoorsTest::door)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String door(String origin) {
        if (origin.startsWith(FACE)) {
            return origin.substring(FACE.length()).replaceAll("\\..*", "");
        }
        return origin.startsWith(REST) ? "native API" : "the service itself";
    }
}
