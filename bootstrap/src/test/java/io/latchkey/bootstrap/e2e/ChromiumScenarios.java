package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A page of another origin, in a real browser. It is left out where there is no Chromium. */
interface ChromiumScenarios extends Scenarios {
    /** What a person would do at the page, and a script of the page's origin without cookies. Each step tells its outcome. */
    String STEPS = """
            <script type="module">
            const service = "%1$s", person = %2$s;
            const tell = text => fetch("/report", {method: "POST", body: text});
            const until = async wanted => {
              while (!wanted.test(who.textContent)) await new Promise(next => setTimeout(next, 50));
              return who.textContent;
            };
            const api = async (method, path, body, token) => {
              const answer = await fetch(service + "/api/v1" + path, {
                method, body: body && JSON.stringify(body),
                headers: {...(body && {"Content-Type": "application/json"}), ...(token && {Authorization: "Bearer " + token})}});
              await tell(method + " " + path.replace(/[0-9a-f-]{36}/, "{id}") + " " + answer.status);
              return answer.status === 204 ? {} : answer.json();
            };
            const who = document.getElementById("who"), door = document.getElementById("door");
            const next = state => { sessionStorage.setItem("state", state); location.reload(); };
            const states = {
              async begin() {
                const {challenges: [challenge]} = await api("POST", "/users", person);
                const code = await (await fetch("/code?" + person.email)).text();
                await api("POST", "/otp/" + challenge.id + "/verify", {code});
                const first = await api("POST", "/sessions", {login: person.email, password: person.password});
                await api("GET", "/users/me", undefined, first.accessToken);
                const second = await api("POST", "/sessions/refresh", {refreshToken: first.refreshToken});
                await api("DELETE", "/sessions/current", undefined, second.accessToken);
                await api("GET", "/users/me", undefined, second.accessToken);
                await tell(await until(/Signed out/));
                door.login.value = person.email;
                door.password.value = "wrong";
                door.requestSubmit();
                await tell(await until(/wrong/));
                door.password.value = person.password;
                door.requestSubmit();
                await tell(await until(/Signed in/));
                await tell("scripts see " + /refresh/.test(document.cookie));
                next("reloaded");
              },
              async reloaded() {
                await tell("reloaded: " + await until(/Signed/));
                document.getElementById("out").click();
                await tell(await until(/out/));
                next("gone");
              },
              async gone() {
                await tell("reloaded: " + await until(/Signed/));
                await tell("done");
              }
            };
            states[sessionStorage.getItem("state") ?? "begin"]().catch(failed => tell("failed: " + failed));
            </script>
            """;

    @Test
    default void a_page_of_another_origin_signs_up_in_and_out_by_bearer_and_by_cookie() throws Exception {
        if (!Chromium.isInstalled()) {
            String leftOut = "LEFT OUT: no Chromium is installed, so no real browser signed in";
            System.getLogger(ChromiumScenarios.class.getName()).log(Level.WARNING, leftOut);
            Assumptions.abort(leftOut);
        }
        Person person = Person.somebody();
        String member = Visitor.object(
                        "username", person.username(), "email", person.email(), "password", person.password())
                .toString();
        site().secrets().keep(person.password());
        String page = ManualPage.lines("browsers", "the page").replace(ManualPage.SERVICE, site().localUrl())
                + STEPS.formatted(site().localUrl(), member);
        try (PageServer server = new PageServer(site().pagesPort(), page, site()::nextCode);
                Chromium browser = new Chromium("http://localhost:" + site().pagesPort() + "/")) {
            List<String> told = server.reports(Duration.ofSeconds(90));
            assertThat(told)
                    .as(browser::output)
                    .containsExactly(
                            "POST /users 202",
                            "POST /otp/{id}/verify 200",
                            "POST /sessions 200",
                            "GET /users/me 200",
                            "POST /sessions/refresh 200",
                            "DELETE /sessions/current 204",
                            "GET /users/me 401",
                            "Signed out",
                            "The login or password is wrong.",
                            "Signed in as " + person.username(),
                            "scripts see false",
                            "reloaded: Signed in as " + person.username(),
                            "Signed out",
                            "reloaded: Signed out",
                            "done");
        }
    }
}
