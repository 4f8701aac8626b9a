package io.latchkey.bootstrap.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.docs.Manual;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AdminRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Checks that the matrix of permissions on the page for operators is the one of the code. With {@code
 * -Dlatchkey.test.write-reference=true} it writes the matrix anew.
 */
class AdministrationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "administration.md");
    private static final String BEGIN = "<!-- deeds -->\n";
    private static final String END = "<!-- /deeds -->";

    @Test
    void the_matrix_says_what_the_code_says() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + "\n" + matrix() + "\n"
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("latchkey.test.write-reference")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    private static String matrix() {
        return Arrays.stream(AdminDeed.values())
                .map(deed -> "| " + deed.meaning() + " | " + routes(deed) + " | "
                        + Arrays.stream(AdminRole.values())
                                .map(role -> deed.roles().contains(role) ? "yes" : "–")
                                .collect(Collectors.joining(" | "))
                        + " | " + (deed.risk() == AdminDeed.Risk.DANGEROUS ? "dangerous" : "") + " |\n")
                .collect(Collectors.joining(
                        "",
                        "| deed | route | "
                                + Arrays.stream(AdminRole.values())
                                        .map(AdminRole::wireName)
                                        .collect(Collectors.joining(" | "))
                                + " | |\n|---|---|---|---|---|---|\n",
                        ""));
    }

    /** The routes of the document that name the deed. */
    private static String routes(AdminDeed deed) {
        return Manual.read(Manual.NATIVE).path("paths").properties().stream()
                .flatMap(path -> StreamSupport.stream(
                                path.getValue().properties().spliterator(), false)
                        .filter(member ->
                                member.getValue().path("x-deed").asText().equals(deed.wireName()))
                        .map(member -> "`" + member.getKey().toUpperCase(Locale.ROOT) + " "
                                + path.getKey().replace("/api/v1/admin", "") + "`"))
                .collect(Collectors.joining(", "));
    }
}
