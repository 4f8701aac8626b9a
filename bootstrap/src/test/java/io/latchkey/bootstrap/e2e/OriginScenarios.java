package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Browsers ask what pages of other origins may do. */
interface OriginScenarios extends Scenarios {
    private Visitor page(String origin) {
        return visitor().with("Origin", origin);
    }

    private static Reply ask(Visitor page, String path) {
        return page.with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", "authorization,content-type")
                .send("OPTIONS", path, null, new byte[0]);
    }

    private static void assertOpen(Reply reply) {
        assertThat(reply.header("Access-Control-Allow-Origin")).as("%s", reply).hasValue(Site.PAGES);
        assertThat(reply.header("Access-Control-Allow-Credentials"))
                .as("%s", reply)
                .hasValue("true");
        assertThat(reply.headers().allValues("Vary")).as("%s", reply).contains("Origin");
    }

    private static void assertClosed(Reply reply) {
        assertThat(reply.headers().map().keySet())
                .as("%s", reply)
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    @Test
    default void pages_of_a_named_origin_call_the_api_and_read_its_refusals() {
        Visitor page = page(Site.PAGES);
        Person person = member();
        String token =
                signIn(page, person.email(), person.password()).expect(200).get("accessToken");
        List<Reply> replies = List.of(
                me(page.bearer(token)).expect(200),
                me(page).expectProblem(401, "not-signed-in"),
                page.get(API + "/nonsense").expectProblem(404),
                page.send("POST", API + "/sessions", "application/json", new byte[] {'{'})
                        .expectProblem(400),
                page.send("POST", API + "/sessions", "text/plain", new byte[] {'{'})
                        .expectProblem(415),
                page.bearer(token).delete(API + "/sessions/current").expect(204));
        assertThat(replies).allSatisfy(OriginScenarios::assertOpen);
        assertThat(replies.get(1).header("Access-Control-Expose-Headers").orElse(""))
                .contains("Retry-After", "WWW-Authenticate");
    }

    @Test
    default void browsers_ask_before_and_are_answered_for_two_hours() {
        Reply reply = ask(page(Site.PAGES), API + "/sessions").expect(204);
        assertOpen(reply);
        assertThat(reply.header("Access-Control-Max-Age")).hasValue("7200");
        assertThat(reply.header("Access-Control-Allow-Headers")).hasValue("authorization,content-type");
        assertThat(reply.header("Access-Control-Allow-Methods").orElse("")).contains("PATCH", "DELETE");
    }

    @Test
    default void pages_of_other_origins_call_nothing() {
        for (String origin : List.of("https://attacker.example", "null", Site.PAGES + ".attacker.example")) {
            assertClosed(ask(page(origin), API + "/sessions"));
            assertClosed(me(page(origin)));
            assertClosed(page(origin).get(API + "/nonsense"));
        }
        assertClosed(page(Site.PAGES).get("/dev/inbox/messages"));
        assertClosed(page(Site.PAGES).get("/metrics"));
    }

    @Test
    default void every_page_reads_the_keys_and_what_leads_to_them() {
        for (String path : List.of(
                "/.well-known/jwks.json",
                "/.well-known/oauth-authorization-server",
                "/.well-known/openid-configuration")) {
            Reply reply = page("https://anywhere.example").get(path).expect(200);
            assertThat(reply.header("Access-Control-Allow-Origin")).as(path).hasValue("*");
            assertThat(reply.header("Access-Control-Allow-Credentials"))
                    .as(path)
                    .isEmpty();
            ask(page("https://anywhere.example"), path).expect(204);
        }
    }
}
