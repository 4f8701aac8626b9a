package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The bill of materials beside the WAR names every library in it (OWASP ASVS 5.0, 15.1.2). */
class BillOfMaterialsIT {
    private static final Path WAR = Path.of(System.getProperty("latchkey.test.war", "target/latchkey.war"));

    @Test
    void names_every_library_of_the_war() throws IOException {
        JsonNode bill = new ObjectMapper()
                .readTree(WAR.resolveSibling("latchkey-sbom.json").toFile());
        Set<String> named = new TreeSet<>();
        bill.path("components")
                .forEach(component -> named.add(component.path("name").asText() + "-"
                        + component.path("version").asText() + ".jar"));
        assertThat(named).containsAll(libraries()).anyMatch(name -> name.startsWith("nimbus-jose-jwt-"));
    }

    private static Set<String> libraries() throws IOException {
        try (JarFile war = new JarFile(WAR.toFile())) {
            return war.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
                    .map(name -> name.substring(name.lastIndexOf('/') + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
