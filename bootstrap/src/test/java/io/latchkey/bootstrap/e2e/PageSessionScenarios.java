package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages have sessions whose refresh token is a cookie. */
interface PageSessionScenarios extends Scenarios {
    String SESSION = API + "/browser/session";

    private Visitor page() {
        return visitor().with("Origin", Site.PAGES).with("Latchkey-Browser", "1");
    }

    /** Name and value of the cookie that an answer sets, as a browser sends it back. */
    private static String cookie(Reply reply) {
        List<String> set = reply.headers().allValues("Set-Cookie").stream()
                .filter(field -> field.startsWith("__Host-latchkey-refresh="))
                .toList();
        assertThat(set).as("%s", reply).singleElement().asString().endsWith("; Secure; HttpOnly; SameSite=Strict");
        return set.get(0).substring(0, set.get(0).indexOf(';'));
    }

    private Reply signInAsPage(Visitor page, Person person) {
        Reply reply = page.post(SESSION, "login", person.email(), "password", person.password())
                .expect(200);
        site().secrets().keep(cookie(reply).split("=", 2)[1]);
        assertThat(reply.json().has("refreshToken")).isFalse();
        return reply;
    }

    @Test
    default void a_page_refreshes_and_signs_out_by_its_cookie() {
        Visitor page = page();
        Reply opened = signInAsPage(page, member());
        String first = cookie(opened);
        me(visitor().bearer(opened.get("accessToken"))).expect(200);
        Reply refreshed = page.with("Cookie", first).post(SESSION + "/refresh").expect(200);
        String second = cookie(refreshed);
        site().secrets().keep(second.split("=", 2)[1]);
        assertThat(second).isNotEqualTo(first);
        assertThat(refreshed.json().has("refreshToken")).isFalse();
        me(visitor().bearer(refreshed.get("accessToken"))).expect(200);
        Reply out = page.with("Cookie", second).delete(SESSION).expect(204);
        assertThat(cookie(out)).isEqualTo("__Host-latchkey-refresh=");
        me(visitor().bearer(refreshed.get("accessToken"))).expectProblem(401, "not-signed-in");
        page.with("Cookie", second).post(SESSION + "/refresh").expectProblem(401, "refresh-refused");
    }

    @Test
    default void a_new_sign_in_ends_the_older_session_of_the_browser() {
        Person person = member();
        Visitor page = page();
        Reply older = signInAsPage(page, person);
        Reply newer = signInAsPage(page.with("Cookie", cookie(older)), person);
        me(visitor().bearer(older.get("accessToken"))).expectProblem(401, "not-signed-in");
        me(visitor().bearer(newer.get("accessToken"))).expect(200);
    }

    @Test
    default void no_other_site_makes_a_browser_refresh_or_sign_out() {
        Reply opened = signInAsPage(page(), member());
        Visitor browser = visitor().with("Cookie", cookie(opened));
        for (Visitor other : List.of(
                browser,
                browser.with("Latchkey-Browser", "1"),
                browser.with("Origin", Site.PAGES),
                browser.with("Latchkey-Browser", "1").with("Origin", "https://attacker.example"),
                browser.with("Latchkey-Browser", "1").with("Origin", "null"))) {
            other.post(SESSION + "/refresh").expectProblem(403, "forbidden");
            other.delete(SESSION).expectProblem(403, "forbidden");
            other.post(SESSION, "login", "ada", "password", Person.newPassword())
                    .expectProblem(403, "forbidden");
        }
        me(browser).expectProblem(401, "not-signed-in");
        refresh(browser, "").expectProblem(401, "refresh-refused");
        me(visitor().bearer(opened.get("accessToken"))).expect(200);
    }
}
