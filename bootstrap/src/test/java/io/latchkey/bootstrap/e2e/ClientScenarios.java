package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What others make of the OpenAPI documents: linters find nothing, and generated clients tell the story of the README. */
interface ClientScenarios extends Scenarios {
    /** Name of a document with a schema that nothing uses, and without a licence. Every linter has to find it. */
    String CANARY = "canary.json";

    /** Each of the programs ends before the second compiler pays. */
    String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    @Test
    default void a_generated_java_client_tells_the_story() throws Exception {
        Tool tool = Tool.inNewFolder("java-client");
        List<String> documents = saveDocuments(tool.folder());
        copy(tool.folder(), "Generate.java", "Story.java");
        String libraries = Path.of(System.getProperty("latchkey.test.clients", "target/clients"))
                        .toAbsolutePath() + File.separator + "*";

        List<String> generate =
                new ArrayList<>(List.of(java("java"), FIRST_COMPILER, "-cp", libraries, "Generate.java", "client"));
        generate.addAll(documents);
        generate.add(CANARY);
        String findings = tool.run(generate.toArray(String[]::new));
        assertThat(findings).contains("read: native.json", "read: essdee.json");
        assertThat(findings.lines().filter(line -> line.startsWith("error: ") || line.startsWith("warning: ")))
                .isNotEmpty()
                .allMatch(line -> line.contains(CANARY));

        List<String> compile = new ArrayList<>(List.of(
                java("javac"),
                "-J" + FIRST_COMPILER,
                "-nowarn",
                "-proc:none",
                "-d",
                "classes",
                "-cp",
                libraries,
                "Story.java"));
        compile.addAll(sources(tool.folder().resolve("client")));
        tool.run(compile.toArray(String[]::new));
        assertThat(tellStory(
                        tool, java("java"), FIRST_COMPILER, "-cp", libraries + File.pathSeparator + "classes", "Story"))
                .contains("The story is told.");
    }

    @Test
    default void a_linter_finds_nothing_and_typescript_tells_the_story() throws Exception {
        boolean hasNode = Tool.isThere("node") && Tool.isThere("npm");
        if (!hasNode) {
            System.out.println("LEFT OUT: the linter and the client in TypeScript, because Node.js is not installed.");
        }
        assumeTrue(hasNode, "Node.js is installed");
        Tool tool = Tool.inNewFolder("typescript-client");
        List<String> documents = saveDocuments(tool.folder());
        copy(tool.folder(), "package.json", "story.ts");
        tool.run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline");

        List<String> lint = new ArrayList<>(List.of("npx", "redocly", "lint", "--format=codeframe"));
        lint.addAll(documents);
        String clean = tool.run(lint.toArray(String[]::new));
        assertThat(clean).contains("Your API descriptions are valid").doesNotContainPattern("You have [0-9]+ ");
        assertThat(tool.run("npx", "redocly", "lint", CANARY)).containsPattern("You have [0-9]+ ");

        tool.run("npx", "openapi-typescript", "native.json", "--output", "native.ts");
        tool.run("npx", "tsc", "--strict", "--module", "nodenext", "--target", "es2022", "--skipLibCheck", "story.ts");
        assertThat(tellStory(tool, "node", "story.js")).contains("The story is told.");
    }

    private String tellStory(Tool tool, String... command) throws IOException, InterruptedException {
        Person person = Person.somebody();
        List<String> whole = new ArrayList<>(List.of(command));
        whole.addAll(List.of(site().baseUrl(), person.username(), person.email(), person.phone()));
        return tool.run(site()::nextCode, whole.toArray(String[]::new));
    }

    /** Saves the documents of the native API and all faces, and one that is faulty. Returns the names of the good ones. */
    private List<String> saveDocuments(Path folder) throws IOException {
        ObjectNode own = (ObjectNode) visitor().get("/openapi.json").expect(200).json();
        List<String> names = new ArrayList<>(List.of("native"));
        for (JsonNode face : own.path("x-faces")) {
            names.add(face.textValue());
        }
        assertThat(names).hasSize(6);
        for (String name : names) {
            Reply document = visitor().get("/openapi/" + name + ".json").expect(200);
            Files.write(folder.resolve(name + ".json"), document.body());
        }
        ((ObjectNode) own.path("info")).remove("license");
        ((ObjectNode) own.at("/components/schemas")).putObject("Unused").put("type", "object");
        Files.writeString(folder.resolve(CANARY), own.toPrettyString());
        return names.stream().map(name -> name + ".json").toList();
    }

    private static void copy(Path folder, String... names) throws IOException {
        for (String name : names) {
            try (InputStream file =
                    Objects.requireNonNull(ClientScenarios.class.getResourceAsStream("/clients/" + name), name)) {
                Files.copy(file, folder.resolve(name));
            }
        }
    }

    private static List<String> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }
}
