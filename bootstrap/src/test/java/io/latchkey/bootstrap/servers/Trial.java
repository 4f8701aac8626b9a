package io.latchkey.bootstrap.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.Post;
import io.latchkey.bootstrap.e2e.Processes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The WAR on one server, under one path. Each check leaves one cell of the table. */
final class Trial {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern PART = Pattern.compile("(?:src|href)=\"([^\"#:]+)\"");
    private static final Pattern OURS = Pattern.compile("^\"(latchkey-|JNA Cleaner|H2 |Hikari|MVStore)");
    /** The first, and those that replace it. */
    private static final int DEPLOYMENTS = 4;

    private static final String BAD_KEY = "latchkey.session.refresh-grace";
    private static final byte[] WEBP =
            Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    private final ApplicationServer server;
    private final Place place;
    private final Post post;
    private final Path project;
    private final Map<String, String> cells = new LinkedHashMap<>();

    /** @param project folder of the README, whose stories are told */
    Trial(ApplicationServer server, Place place, Post post, Path project) {
        this.server = server;
        this.place = place;
        this.post = post;
        this.project = project;
    }

    /** Runs what can be checked with one deployment. What fails stands in its cell. */
    Map<String, String> runOnce() throws IOException, InterruptedException {
        Place.deleteFolder(place.folder());
        Files.createDirectories(place.folder());
        Files.writeString(settings(), "");
        Process process = server.start(place);
        try {
            server.deploy(place);
            check("ready", this::ready);
            checks();
        } finally {
            Processes.end(process);
        }
        return cells;
    }

    private Path settings() {
        return Path.of(place.environment().get("LATCHKEY_CONFIG_FILE"));
    }

    /** Runs all checks. What fails stands in its cell. */
    Map<String, String> run() throws IOException, InterruptedException {
        Place.deleteFolder(place.folder());
        Files.createDirectories(place.folder());
        Path settings = settings();
        Files.writeString(settings, server.redeploys() ? BAD_KEY + "=soon\n" : "");
        long begin = System.nanoTime();
        Process process = server.start(place);
        try {
            if (server.redeploys()) {
                check("after a failed start", () -> failedDeployment(settings));
                begin = System.nanoTime();
            }
            server.deploy(place);
            check("ready", this::ready);
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
            cells.compute("ready", (name, cell) -> "yes".equals(cell) ? seconds + " s" : cell);
            checks();
            if (server.redeploys()) {
                check("redeployed 3 times", this::redeploy);
                check("left behind", () -> leftBehind(process));
            }
        } finally {
            Processes.end(process);
        }
        return cells;
    }

    private void checks() {
        check("stories", this::stories);
        check("mail and SMS", this::messages);
        check("WebP", this::picture);
        check("guards", this::guards);
        check("pages", this::pages);
        check(
                "health",
                () -> get("/health").statusCode() == 200
                        ? "yes"
                        : "no: " + get("/health").statusCode());
        check(
                "metrics",
                () -> get("/prometheus").body().contains("latchkey_events_total") ? "yes" : "no: none of ours");
        check("OpenAPI", () -> get("/openapi").body().startsWith("openapi: 3.1.") ? "yes" : "no: another document");
    }

    private void check(String name, Callable<String> check) {
        try {
            cells.put(name, check.call());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (Exception | AssertionError failed) {
            cells.put(name, "no: " + failed.getMessage());
        }
    }

    private String failedDeployment(Path settings) throws IOException, InterruptedException {
        try {
            server.deploy(place);
            until("the bad setting is named", 120, () -> log().contains(BAD_KEY + " must be"));
        } finally {
            Files.writeString(settings, "");
            server.undeploy(place);
        }
        return "yes";
    }

    private String log() throws IOException {
        return Files.readString(place.log(), StandardCharsets.ISO_8859_1);
    }

    private String ready() {
        until("ready", 180, () -> get("/.well-known/jwks.json").statusCode() == 200);
        return "yes";
    }

    private String stories() throws IOException, InterruptedException {
        int told = 0;
        StringBuilder failed = new StringBuilder();
        Path story = place.folder().resolve("readme.sh");
        Files.writeString(story, readmeStory());
        String end = bash("readme", story.toString());
        if (end.contains("\"emailVerified\":true") && end.strip().endsWith("}") && end.contains("\"status\":401")) {
            told++;
        } else {
            failed.append(" readme");
        }
        try (Stream<Path> faces = Files.list(project.resolve("docs/examples"))) {
            for (Path face : faces.filter(file -> file.toString().endsWith(".sh"))
                    .sorted()
                    .toList()) {
                String name = String.valueOf(face.getFileName()).replace(".sh", "");
                if (bash(name, face.toString(), place.base()).endsWith("\nexit 0\n")) {
                    told++;
                } else {
                    failed.append(' ').append(name);
                }
            }
        }
        return told + " of 6" + (failed.isEmpty() ? "" : ", not" + failed);
    }

    private String readmeStory() throws IOException {
        String readme = Files.readString(project.resolve("README.md"));
        String story = readme.substring(readme.indexOf("```bash\n") + 8);
        return story.substring(0, story.indexOf("```")).replace("http://127.0.0.1:8080", place.base());
    }

    private String bash(String name, String... words) throws IOException, InterruptedException {
        Path told = place.folder().resolve(name + ".told");
        List<String> command =
                Stream.concat(Stream.of("bash"), Stream.of(words)).toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        boolean ended = process.waitFor(3, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String text = Files.readString(told);
        return name.equals("readme") ? text : text + "\nexit " + (ended ? process.exitValue() : -1) + "\n";
    }

    private String messages() {
        until("mail to ada@example.org", 20, () -> post.destinations().contains("ada@example.org"));
        until("SMS to her phone", 20, () -> post.destinations().contains("+4915112345678"));
        return "yes";
    }

    private String picture() throws IOException, InterruptedException {
        JsonNode tokens = JSON.readTree(
                send("POST", "/api/v1/sessions", "application/json", "", """
                {"login":"ada@example.org","password":"correct horse battery"}""".getBytes(StandardCharsets.UTF_8))
                        .body());
        String token = tokens.path("accessToken").asText();
        int status =
                send("PUT", "/api/v1/users/me/image", "image/webp", token, WEBP).statusCode();
        return status / 100 == 2 ? "yes" : "no: " + status;
    }

    private String guards() throws IOException, InterruptedException {
        for (String path : List.of("/api/v1/users/me", "/api/v1/sessions", "/user/protected", "/account/")) {
            int none = get(path).statusCode();
            int wrong = send("GET", path, "", "e30.e30.e30", new byte[0]).statusCode();
            if (none != 401 || wrong != 401) {
                return "no: " + path + ' ' + none + ' ' + wrong;
            }
        }
        return "yes";
    }

    private String pages() throws IOException, InterruptedException {
        for (String page : List.of(
                "/", "/docs", "/docs/", "/dev/inbox", "/reset-password", "/administration", "/administration/")) {
            URI at = URI.create(place.base() + page);
            HttpResponse<String> html = get(page);
            if (html.statusCode() != 200) {
                return "no: " + page + ' ' + html.statusCode();
            }
            Matcher part = PART.matcher(html.body());
            while (part.find()) {
                int status = CLIENT.send(
                                HttpRequest.newBuilder(at.resolve(part.group(1)))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                boolean isOptional = html.body().contains("href=\"" + part.group(1) + "\" data-needs");
                if (status != 200 && !isOptional) {
                    return "no: " + part.group(1) + " of " + page + ' ' + status;
                }
            }
        }
        return discovery();
    }

    /** Whether services find the keys, and pages of other origins as well. */
    private String discovery() throws IOException, InterruptedException {
        HttpResponse<String> metadata = CLIENT.send(
                HttpRequest.newBuilder(URI.create(place.base() + "/.well-known/openid-configuration"))
                        .header("Origin", "https://elsewhere.example")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        boolean isOpen =
                metadata.headers().firstValue("Access-Control-Allow-Origin").equals(Optional.of("*"));
        return metadata.statusCode() == 200 && metadata.body().contains("/.well-known/jwks.json") && isOpen
                ? "yes"
                : "no: " + metadata.statusCode() + ' ' + metadata.headers().map() + ' ' + metadata.body();
    }

    private String redeploy() throws IOException, InterruptedException {
        for (int i = 1; i < DEPLOYMENTS; i++) {
            server.undeploy(place);
            until("gone", 60, () -> get("/.well-known/jwks.json").statusCode() != 200);
            server.deploy(place);
            ready();
        }
        return "yes";
    }

    /** What the server still has of the service after the last one is gone, beside what it keeps of any application. */
    private String leftBehind(Process process) throws IOException, InterruptedException {
        server.undeploy(place);
        until("gone", 60, () -> get("/.well-known/jwks.json").statusCode() != 200);
        String pid = pid(process);
        Map<String, Integer> left = leftAfterAWhile(pid, () -> left(pid));
        if (left.isEmpty()) {
            return "nothing";
        }
        // What holds on to a class loader is found in the heap.
        jcmd(pid, "GC.heap_dump", place.folder().resolve("left-behind.hprof").toString());
        Map<String, Integer> control = control(pid);
        // Calls of the other application have had the server's threads let go of ours.
        left = leftAfterAWhile(pid, () -> left(pid));
        if (left.isEmpty()) {
            return "nothing";
        }
        left.replaceAll((what, count) -> count - control.getOrDefault(what, 0));
        left.values().removeIf(count -> count <= 0);
        return left.isEmpty() ? "class loaders, by the server" : "no: " + left + ", of any application " + control;
    }

    /** What the server keeps of an application of a few lines that was deployed as often. */
    private Map<String, Integer> control(String pid) throws IOException, InterruptedException {
        Place other = place.with(Control.war(place.folder()));
        // The failed start was a deployment as well.
        for (int i = 0; i <= DEPLOYMENTS; i++) {
            server.deploy(other);
            until("the control is there", 120, () -> get("/control").body().equals("here"));
            occupyWorkers("/control");
            server.undeploy(other);
            until("the control is gone", 60, () -> get("/control").statusCode() != 200);
        }
        return leftAfterAWhile(pid, () -> loaders(pid, Control.CLASS));
    }

    private static String pid(Process process) {
        return Long.toString(Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(each -> each.info().command().orElse("").endsWith("java"))
                .filter(each -> each.children().findAny().isEmpty())
                .findFirst()
                .orElseThrow()
                .pid());
    }

    private Map<String, Integer> leftAfterAWhile(String pid, Callable<Map<String, Integer>> left)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(75).toNanos();
        try {
            Map<String, Integer> found;
            do {
                Await.pass(Duration.ofSeconds(3));
                occupyWorkers("/");
                jcmd(pid, "GC.run");
                found = left.call();
            } while (!found.isEmpty() && System.nanoTime() < deadline);
            return found;
        } catch (IOException | InterruptedException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Gives every waiting thread of the server something else to do than its last request, which it remembers. */
    private void occupyWorkers(String path) {
        CompletableFuture.allOf(Stream.generate(() -> CLIENT.sendAsync(
                                HttpRequest.newBuilder(URI.create(place.base() + path))
                                        .timeout(Duration.ofSeconds(60))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding()))
                        .limit(100)
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private Map<String, Integer> left(String pid) throws IOException, InterruptedException {
        Map<String, Integer> left = loaders(pid, "io.latchkey.bootstrap.Wiring");
        jcmd(pid, "Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"") && OURS.matcher(line).find())
                .forEach(line -> left.merge("thread " + line.split("\"", 3)[1], 1, Integer::sum));
        openFiles(pid).forEach(file -> left.merge("file " + file, 1, Integer::sum));
        return left;
    }

    /** How many class loaders still have the class. */
    private static Map<String, Integer> loaders(String pid, String name) throws IOException, InterruptedException {
        Map<String, Integer> left = new TreeMap<>();
        jcmd(pid, "VM.class_hierarchy", name)
                .lines()
                .filter(line -> line.contains(name + "/"))
                .forEach(line -> left.merge("class loader", 1, Integer::sum));
        return left;
    }

    /** Names of the files of the service that the process has open, where the system tells. A locked database is one. */
    private List<String> openFiles(String pid) throws IOException {
        Path open = Path.of("/proc", pid, "fd");
        Path data = Path.of(place.environment().get("LATCHKEY_DATA_DIR")).toRealPath();
        List<String> ours = new ArrayList<>();
        if (Files.isDirectory(open)) {
            try (Stream<Path> files = Files.list(open)) {
                for (Path file : files.toList()) {
                    Path target = Files.readSymbolicLink(file);
                    if (target.startsWith(data)) {
                        ours.add(String.valueOf(target.getFileName()));
                    }
                }
            }
        }
        return ours;
    }

    private static String jcmd(String... words) throws IOException, InterruptedException {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        List<String> command =
                Stream.concat(Stream.of(program), Stream.of(words)).toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "", new byte[0]);
    }

    private HttpResponse<String> send(String method, String path, String type, String token, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(place.base() + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static boolean answers(String url) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding())
                        .statusCode()
                > 0;
    }

    /** Waits for a condition. Where nobody listens yet, it does not hold. */
    static void until(String what, long seconds, Callable<Boolean> condition) {
        Await.until(what, Duration.ofSeconds(seconds), () -> {
            try {
                if (condition.call()) {
                    return true;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            } catch (Exception notYet) {
                // Asked again below.
            }
            Await.pass(Duration.ofMillis(500));
            return false;
        });
    }
}
