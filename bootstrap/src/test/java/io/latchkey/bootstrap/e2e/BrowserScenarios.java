package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.docs.Manual;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A person tries every route in the API browser, in the order of a story. */
interface BrowserScenarios extends Scenarios {
    /** Providers tell what became of messages that they know; a person knows none. */
    List<String> FOR_PROVIDERS = List.of("recordReceipt", "recordReceiptByQuery");

    String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @Test
    default void every_route_can_be_tried_in_the_api_browser() throws Exception {
        Optional<String> chromium = Browser.installed();
        if (chromium.isEmpty()) {
            System.out.println("LEFT OUT: the story in the API browser, because Chromium is not installed.");
        }
        assumeTrue(chromium.isPresent(), "Chromium is installed");
        Path folder = TestFolder.make("browser");
        try (Browser browser = Browser.open(chromium.get(), folder);
                InputStream script =
                        Objects.requireNonNull(BrowserScenarios.class.getResourceAsStream("/clients/press.js"))) {
            browser.go(site().baseUrl() + "/docs");
            browser.evaluate(new String(script.readAllBytes(), UTF_8));
            Steps steps = new Steps(browser, new ArrayList<>());
            tellStory(steps);
            TreeSet<String> all = new TreeSet<>();
            // Those of administration are tried with every role elsewhere, with the examples of the document.
            Manual.read(Manual.NATIVE).path("paths").findParents("operationId").stream()
                    .filter(operation ->
                            !operation.path("tags").path(0).asText().equals("Administration"))
                    .forEach(operation -> all.add(operation.path("operationId").textValue()));
            all.removeAll(FOR_PROVIDERS);
            assertThat(new TreeSet<>(steps.tried())).isEqualTo(all);
        }
    }

    private void tellStory(Steps page) throws Exception {
        String email = "ada@example.org";
        page.press("checkAvailability");
        String challenge = page.press("register").at("/challenges/0/id").textValue();
        page.press("findCode", fields("id", challenge));
        site().nextCode(email);
        page.press("resendCode", fields("id", challenge));
        page.press("verifyCode", fields("id", challenge).set("body", Visitor.object("code", site().nextCode(email))));
        page.press("requestCode");
        site().nextCode(email);

        page.press("signInPage");
        page.press("refreshPage");
        page.press("signOutPage");
        String first = page.press("signIn").path("refreshToken").textValue();
        JsonNode tokens = page.press("refresh", body("refreshToken", first));
        assertThat(page.authorise(accessToken(tokens), "")).contains("bearer");
        page.press("me");
        page.press("verifyEmail");
        site().nextCode(email);
        page.press("replaceMe");
        page.press("changeMe");
        page.press("putImage", Visitor.object("file", PIXEL));
        page.press("getImage");
        page.press("deleteImage");
        page.press("changePassword");
        String credential = page.press("createCredential").path("id").textValue();
        page.press("listCredentials");
        page.press("revokeCredential", fields("id", credential));
        page.press("listSessions");
        page.authorise(Site.OPERATOR_TOKEN, "operator");
        page.press("readDeliveryFunnel");
        page.authorise(Site.RESOURCE_SERVER_KEY, "resourceServer");
        page.press("introspectToken");
        page.press("revokeToken", fields("token", tokens.path("refreshToken").textValue()));

        String reset = page.press("forgotPassword").path("id").textValue();
        page.press(
                "resetPassword",
                body("otpId", reset, "code", site().nextCode(email), "newPassword", "four unrelated little words"));
        page.authorise(accessToken(page.press("signIn")), "");
        String other = page.press("signIn").path("sessionId").textValue();
        page.press("endSession", fields("id", other));
        page.press("endCurrentSession");
        page.authorise(accessToken(page.press("signIn")), "");
        page.press("endAllSessions");
        page.authorise(accessToken(page.press("signIn")), "");
        page.press("deleteMeByPassword");
        String newcomer = page.press("register").at("/challenges/0/id").textValue();
        page.press("verifyCode", fields("id", newcomer).set("body", Visitor.object("code", site().nextCode(email))));
        page.authorise(accessToken(page.press("signIn")), "");
        page.press("deleteMe");
        Explained.deleted(site().baseUrl());

        page.press("keySet");
        page.press("issuerMetadata");
        page.press("issuerMetadataByOtherName");
        page.press("listMessages");
        page.press("clearMessages");
        page.press("readClock");
        page.press("moveClock", body("offset", clockStands()));
        page.press("giveUpClock");
    }

    /** Fields of the address or of a form, by name and value in turn. */
    private static ObjectNode fields(String... members) {
        return Visitor.object("fields", Visitor.object((Object[]) members));
    }

    private static ObjectNode body(String... members) {
        return Visitor.object("body", Visitor.object((Object[]) members));
    }

    private static String accessToken(JsonNode tokens) {
        return tokens.path("accessToken").textValue();
    }

    /** Where the clock stands already, so that no other test meets another time. */
    private String clockStands() {
        return visitor().get("/dev/clock").expect(200).get("offset");
    }

    /** @param tried operations that were answered well, in order */
    record Steps(Browser browser, List<String> tried) {
        private static final JsonMapper JSON = new JsonMapper();

        /** Tries an operation with what the browser fills in. Returns the answer's body. */
        JsonNode press(String operation) throws Exception {
            return press(operation, JSON.createObjectNode());
        }

        /** @param given what the person enters in place of what the browser fills in */
        JsonNode press(String operation, JsonNode given) throws Exception {
            JsonNode seen = browser.evaluate(kept("press('" + operation + "', " + given + ")"));
            assertThat(seen.path("status").asInt())
                    .as("%s: %s", operation, seen.path("answer").asText())
                    .isBetween(200, 299);
            tried.add(operation);
            String answer = seen.path("answer").asText();
            return answer.startsWith("{") ? JSON.readValue(answer, ObjectNode.class) : JSON.createObjectNode();
        }

        /** Gives a token to a security scheme. Returns the scheme's heading. */
        String authorise(String token, String scheme) throws Exception {
            return browser.evaluate(kept("authorise('" + token + "', '" + scheme + "')"))
                    .asText();
        }

        /** The page holds on to the promise, or the browser may collect it before it is kept. */
        private static String kept(String promise) {
            return "window.pressed = " + promise;
        }
    }
}
