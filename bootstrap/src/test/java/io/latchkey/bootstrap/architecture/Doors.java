package io.latchkey.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.latchkey.application.UseCases;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The doors of the service, as the code has them: who uses which use case. */
public final class Doors {
    /** Name of the door that speaks the service's own API. */
    public static final String NATIVE_API = "native API";

    private static final String REST = "io.latchkey.adapters.rest.";
    private static final String FACE = REST + "face.";

    private Doors() {}

    /** The doors of each use case: {@link #NATIVE_API}, the packages of faces, or "the service itself". */
    public static Map<Class<?>, Set<String>> ofUseCases() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOptions(
                        List.of(new ImportOption.DoNotIncludeTests(), new HexagonArchTest.DoNotIncludeTestkit()))
                .importPackages("io.latchkey.adapters", "io.latchkey.bootstrap", "io.latchkey.application");
        return UseCases.ports().stream()
                .collect(Collectors.toUnmodifiableMap(Function.identity(), port -> doors(classes.get(port))));
    }

    private static Set<String> doors(JavaClass port) {
        return port.getDirectDependenciesToSelf().stream()
                .map(dependency -> dependency.getOriginClass().getPackageName())
                .filter(origin -> !origin.startsWith("io.latchkey.application"))
                .map(Doors::door)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String door(String origin) {
        if (origin.startsWith(FACE)) {
            return origin.substring(FACE.length()).replaceAll("\\..*", "");
        }
        return origin.startsWith(REST) ? NATIVE_API : "the service itself";
    }
}
