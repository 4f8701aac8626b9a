package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.problem.ProblemTexts;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemPagesResourceTest {
    private static ApiServer server;

    @BeforeAll
    static void serveAll() {
        server = new ApiServer(LatchkeyRestClasses.all());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path, String language) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri(path))
                                .header("Accept-Language", language)
                                .header("Accept", "text/html")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void each_kind_of_problem_has_a_page_in_each_language() throws Exception {
        for (String language : ProblemTexts.LANGUAGES) {
            ProblemTexts texts = ProblemTexts.in(language);
            for (String name : ProblemTexts.names()) {
                HttpResponse<String> page = get("problems/" + name, language);
                assertThat(page.statusCode()).as(name).isEqualTo(200);
                assertThat(page.body())
                        .contains("<html lang=\"" + language + "\" dir=\"" + (language.equals("ar") ? "rtl" : "ltr"))
                        .contains("<h1>" + texts.title(name) + "</h1>", texts.happened(name), texts.advice(name));
            }
        }
    }

    @Test
    void the_list_leads_to_all_pages() throws Exception {
        HttpResponse<String> list = get("problems", "de-CH, en;q=0.5");

        assertThat(list.body()).contains("lang=\"de\"", "href=\"assets/latchkey.css\"");
        assertThat(ProblemTexts.names())
                .allSatisfy(name -> assertThat(list.body()).contains("href=\"problems/" + name + "\""));
        assertThat(get("problems/not-found", "de").body())
                .contains("href=\"../problems\"", "href=\"../assets/latchkey.css\"");
    }

    @Test
    void pages_run_nothing_and_tell_caches_their_language() throws Exception {
        HttpResponse<String> page = get("problems/otp-refused", "fr");

        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Language")).hasValue("fr");
        assertThat(page.headers().firstValue("Vary")).hasValue("Accept-Language");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("script-src", "unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    void there_is_no_page_about_a_problem_that_nobody_raises() throws Exception {
        assertThat(get("problems/no-such-thing", "en").statusCode()).isEqualTo(404);
        assertThat(get("problems/OTP", "en").statusCode()).isEqualTo(404);
    }
}
