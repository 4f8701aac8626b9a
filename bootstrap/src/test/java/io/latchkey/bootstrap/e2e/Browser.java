package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A page in headless Chromium, driven by the DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long LONGEST_SECONDS = 60;
    /** Codes of keys by their names. */
    private static final Map<String, Integer> KEYS = Map.of("Tab", 9, "Enter", 13, "Escape", 27, "Space", 32);

    private final Process process;
    private final WebSocket page;
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private int lastCall;

    private Browser(Process process, URI address) {
        this.process = process;
        this.page =
                HTTP.newWebSocketBuilder().buildAsync(address, new Answers()).join();
    }

    /** The name of Chromium here; empty where none is installed. */
    static Optional<String> installed() {
        return List.of("chromium", "chromium-browser", "google-chrome").stream()
                .filter(Tool::isThere)
                .findFirst();
    }

    /** @param folder empty folder for what the browser keeps */
    static Browser open(String program, Path folder) throws IOException, InterruptedException {
        Process process = Processes.start(new ProcessBuilder(
                        program,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true));
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains("DevTools listening on ")) {
                Thread rest = new Thread(() -> lines.lines().forEach(unread -> {}), "browser-output");
                rest.setDaemon(true);
                rest.start();
                URI whole = URI.create(line.replaceFirst(".*listening on ", "").strip());
                return new Browser(process, firstPage(whole));
            }
        }
        throw new IOException(program + " did not start");
    }

    private static URI firstPage(URI browser) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(
                        URI.create("http://" + browser.getHost() + ":" + browser.getPort() + "/json"))
                .build();
        for (JsonNode target : JSON.readTree(
                HTTP.send(list, HttpResponse.BodyHandlers.ofString()).body())) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("the browser has no page");
    }

    void go(String url) throws Exception {
        call("Page.enable", JSON.createObjectNode());
        call("Page.navigate", JSON.createObjectNode().put("url", url));
        Await.until("the page is there", Duration.ofSeconds(30), () -> isLoaded(url));
    }

    /** @param scheme {@code light} or {@code dark}, as the system of the person has it */
    void prefer(String scheme) throws Exception {
        ObjectNode wanted = JSON.createObjectNode();
        wanted.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        call("Emulation.setEmulatedMedia", wanted);
    }

    /** @param width of the page in CSS pixels */
    void resize(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 500));
    }

    /** Keeps what the browser complains of from now on: errors of scripts, and what a policy refused. */
    void hearComplaints() throws Exception {
        call("Runtime.enable", JSON.createObjectNode());
        call("Log.enable", JSON.createObjectNode());
    }

    /** What the browser complained of. Answers above 399 are none; they may be what a page expects. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Puts files that pages offer into a folder. */
    void download(Path folder) throws Exception {
        call(
                "Browser.setDownloadBehavior",
                JSON.createObjectNode().put("behavior", "allow").put("downloadPath", folder.toString()));
    }

    /** Presses and releases a key, as {@code Tab} or {@code Enter}. */
    void press(String key) throws Exception {
        ObjectNode event = JSON.createObjectNode()
                .put("key", key)
                .put("code", key)
                .put("windowsVirtualKeyCode", KEYS.getOrDefault(key, 0));
        ObjectNode down = event.deepCopy().put("type", "rawKeyDown");
        if (key.equals("Enter")) {
            down.put("type", "keyDown").put("text", "\r");
        } else if (key.equals("Space")) {
            down.put("type", "keyDown").put("text", " ").put("key", " ");
        }
        call("Input.dispatchKeyEvent", down);
        call("Input.dispatchKeyEvent", event.deepCopy().put("type", "keyUp"));
    }

    /** Types a text where the focus is. */
    void type(String text) throws Exception {
        call("Input.insertText", JSON.createObjectNode().put("text", text));
    }

    private boolean isLoaded(String url) {
        try {
            return evaluate("document.readyState === 'complete' && location.href.startsWith('" + url + "')")
                    .asBoolean();
        } catch (Exception notYet) {
            return false;
        }
    }

    /** Runs a script in the page, waits for its promise and returns the value. */
    JsonNode evaluate(String script) throws Exception {
        ObjectNode wanted = JSON.createObjectNode()
                .put("expression", script)
                .put("awaitPromise", true)
                .put("returnByValue", true);
        JsonNode result = call("Runtime.evaluate", wanted);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(
                    result.at("/exceptionDetails/exception/description").asText() + " in " + script);
        }
        return result.at("/result/value");
    }

    private JsonNode call(String method, ObjectNode parameters) throws Exception {
        int id = ++lastCall;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", parameters);
        page.sendText(message.toString(), true).join();
        JsonNode told = answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (told.has("error")) {
            throw new IOException(method + ": " + told.at("/error/message").asText());
        }
        return told.path("result");
    }

    @Override
    public void close() {
        page.abort();
        Processes.end(process);
    }

    private void hear(JsonNode message) {
        JsonNode entry = message.at("/params/entry");
        switch (message.path("method").asText()) {
            case "Log.entryAdded" -> {
                if (!entry.path("source").asText().equals("network")
                        && entry.path("level").asText().equals("error")) {
                    complaints.add(entry.path("text").asText());
                }
            }
            case "Runtime.exceptionThrown" ->
                complaints.add(message.at("/params/exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> {
                if (message.at("/params/type").asText().equals("error")) {
                    complaints.add(message.at("/params/args").toString());
                }
            }
            default -> {}
        }
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
            parts.append(part);
            if (isLast) {
                take(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void take(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                hear(message);
                Optional.ofNullable(calls.remove(message.path("id").asInt())).ifPresent(call -> call.complete(message));
            } catch (IOException malformed) {
                throw new IllegalStateException(malformed);
            }
        }
    }
}
