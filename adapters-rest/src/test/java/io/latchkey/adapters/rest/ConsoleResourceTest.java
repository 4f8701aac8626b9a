package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.console.ConsoleSettings;
import io.latchkey.adapters.rest.keys.IssuerMetadata;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleResourceTest {
    private static final Path FILES = Path.of("../bootstrap/src/main/webapp/console");

    private ApiServer server;

    @BeforeAll
    void start() {
        server = new ApiServer(
                LatchkeyRestClasses.all(), new IssuerMetadata("https://example.org", "https://example.org", true));
    }

    @BeforeEach
    void reset() {
        server.reset();
        server.show(new ConsoleSettings(true));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            return all.sorted().toList();
        }
    }

    @Test
    void runs_and_loads_nothing_but_its_own_files() throws Exception {
        HttpResponse<String> page = get("administration");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                        + "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                        + "require-trusted-types-for 'script'; trusted-types 'none'");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(page.body()).doesNotContain("{", "<style", " style=", " onclick");
    }

    @Test
    void serves_each_of_its_files_and_no_other() throws Exception {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            HttpResponse<String> answer = get("administration/" + name);
            if (name.endsWith(".html")) {
                assertThat(answer.statusCode()).as(name).isEqualTo(404);
            } else {
                assertThat(answer.statusCode()).as(name).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith(name.endsWith(".js") ? "text/javascript" : "text/css");
            }
        }
        assertThat(get("administration/nonsense.js").statusCode()).isEqualTo(404);
        assertThat(get("administration/%2e%2e/index.html").statusCode()).isEqualTo(404);
    }

    @Test
    void tells_its_scripts_where_the_refresh_token_lies() throws Exception {
        assertThat(get("administration").body()).contains("data-sessions=\"cookie\"");
        server.serveNoBrowserSessions();
        assertThat(get("administration").body()).contains("data-sessions=\"memory\"");
    }

    @Test
    void is_gone_with_all_its_files_where_it_is_switched_off() throws Exception {
        server.show(new ConsoleSettings(false));
        for (String path :
                List.of("administration", "administration/", "administration/app.js", "administration/console.css")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void reads_no_markup_out_of_texts_and_keeps_nothing_but_a_time_in_the_browser() throws IOException {
        for (Path file : files()) {
            String text = Files.readString(file);
            if (file.endsWith("idle.js")) {
                assertThat(text.split("localStorage.setItem", -1))
                        .as("one call keeps the time of the last touch")
                        .hasSize(2);
                assertThat(text).contains("localStorage.setItem(KEY, String(own));");
            } else {
                assertThat(text).as(file.toString()).doesNotContain("localStorage");
            }
            assertThat(text)
                    .as(file.toString())
                    .doesNotContain(
                            "innerHTML",
                            "outerHTML",
                            "insertAdjacentHTML",
                            "document.write",
                            "DOMParser",
                            "setHTML",
                            "srcdoc",
                            "eval(",
                            "new Function",
                            "sessionStorage",
                            "indexedDB",
                            "document.cookie",
                            "http://127",
                            "\"/api",
                            "'/api");
        }
    }
}
