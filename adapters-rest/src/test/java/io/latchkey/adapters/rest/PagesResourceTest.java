package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.keys.IssuerMetadata;
import io.latchkey.adapters.rest.pages.PageSettings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesResourceTest {
    private static final PageSettings IN_PRODUCTION = new PageSettings("Häuser & <Garten>", false, true, false, false);
    private static final PageSettings IN_DEVELOPMENT = new PageSettings("Latchkey", true, true, true, true);

    private ApiServer server;

    @BeforeAll
    void start() {
        server = new ApiServer(
                LatchkeyRestClasses.all(), new IssuerMetadata("https://example.org", "https://example.org", true));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private HttpResponse<String> get(String path, String languages) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri(path))
                .header("Accept-Language", languages)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | de-AT, en;q=0.5 | de | ltr | Zum Anmelden",
                "'' | ar | ar | rtl | لتسجيل الدخول",
                "'' | zh | en | ltr | To sign in",
                "'' | - | en | ltr | To sign in",
                "'' | de;q=0 | en | ltr | To sign in",
                "reset-password | ja | ja | ltr | 新しいパスワード",
                "reset-password | fr | fr | ltr | Nouveau mot de passe",
            })
    void speaks_the_language_of_the_reader(
            String path, String languages, String language, String direction, String words) throws Exception {
        server.show(IN_PRODUCTION);
        HttpResponse<String> page = get(path, languages);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Language")).hasValue(language);
        assertThat(page.headers().firstValue("Vary")).hasValue("Accept-Language");
        assertThat(page.body())
                .contains("<html lang=\"" + language + "\" dir=\"" + direction + "\">", words)
                .doesNotContain("{");
    }

    @Test
    void calls_the_site_by_its_name_and_never_by_markup() throws Exception {
        server.show(IN_PRODUCTION);
        for (String path : List.of("", "reset-password")) {
            assertThat(get(path, "de").body())
                    .contains("Häuser &amp; &lt;Garten&gt;")
                    .doesNotContain("<Garten>");
        }
    }

    @Test
    void leads_developers_on_and_nobody_else() throws Exception {
        server.show(IN_DEVELOPMENT);
        assertThat(get("", "de").body()).contains("href=\"docs/\"", "href=\"dev/inbox\"", "assets/home.js");
        server.show(IN_PRODUCTION);
        assertThat(get("", "de").body()).doesNotContain("<a ", "<script", "curl");
    }

    @Test
    void has_no_page_that_is_switched_off() throws Exception {
        server.show(IN_DEVELOPMENT);
        assertThat(get("docs", "en").statusCode()).isEqualTo(200);
        server.show(new PageSettings("Latchkey", true, false, false, false));
        for (String path : List.of("", "docs", "docs/", "webjars/swagger-ui/swagger-ui.css")) {
            HttpResponse<String> answer = get(path, "en");
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).as(path).hasValue("application/problem+json");
        }
        assertThat(get("reset-password", "en").statusCode()).isEqualTo(200);
    }
}
