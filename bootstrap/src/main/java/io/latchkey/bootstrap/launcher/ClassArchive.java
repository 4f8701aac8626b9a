package io.latchkey.bootstrap.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An archive of classes, as the virtual machine wants them in memory. A start that is told of it neither reads nor checks them anew.
 *
 * <p>It is made by a service of its own, with a data folder that is thrown away and a free port of the loopback interface. That
 * service has none of the operator's settings, so it reaches neither database nor provider. It verifies one code and stops. An
 * archive fits one file of the jar at one place and one build of Java; the virtual machine passes over any other.
 */
final class ClassArchive {
    private static final String ADDRESS = "127.0.0.1";
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(5);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 100;

    /** Sizes and switches of the virtual machine. What names files or loads agents is not for a service that is thrown away. */
    private static final Pattern VM_OPTION = Pattern.compile("-Xm[sx]\\w+|-Xss\\w+|-XX:([+-]\\w+|\\w+=\\d+\\w*)");

    /** Virtual machines read options from these variables, too; {@link #VM_OPTION} has let through what is wanted of them. */
    private static final List<String> VM_VARIABLES = List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    private static final Pattern ID = Pattern.compile("\"id\" *: *\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\"code\" *: *\"([^\"]+)\"");

    private final Path file;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST_ANSWER)
            .build();

    /** @param file where the archive is or will be */
    ClassArchive(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Makes the archive, unless there is one that this virtual machine takes with this jar.
     *
     * @param out gets one sentence that tells what was done
     * @throws StartRefusedException when it cannot be made; an archive that was there before then stays
     */
    void make(PrintStream out) {
        Path parent = file.getParent();
        if (parent == null || !Files.isWritable(parent)) {
            throw refusal(file + " is in no folder that can be written");
        }
        try {
            Path folder = Files.createTempDirectory("latchkey-");
            try {
                if (isCurrent(folder)) {
                    out.println("The archive " + file + " is current.");
                    return;
                }
                Path made = file.resolveSibling(file.getFileName() + ".new");
                Files.deleteIfExists(made);
                serve(folder, made);
                Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
                out.println("The archive " + file + " was made: java -XX:SharedArchiveFile=" + file
                        + " -jar latchkey.jar starts with it.");
            } finally {
                DataFolder.delete(folder);
            }
        } catch (IOException failed) {
            throw refusal(failed.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw refusal("interrupted");
        }
    }

    private boolean isCurrent(Path folder) throws IOException, InterruptedException {
        return Files.exists(file)
                && jar(folder, List.of("-Xshare:on", "-XX:SharedArchiveFile=" + file), List.of("--version"))
                                .start()
                                .waitFor()
                        == 0;
    }

    private void serve(Path folder, Path archive) throws IOException, InterruptedException {
        int port = freePort();
        Process service = jar(
                        folder,
                        List.of("-XX:ArchiveClassesAtExit=" + archive),
                        List.of(
                                "--address", ADDRESS,
                                "--port", Integer.toString(port),
                                "--data-dir", folder.resolve("data").toString()))
                .start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> abandon(service, folder, archive), "latchkey-class-archive"));
        try {
            URI url = URI.create("http://" + ADDRESS + ":" + port);
            awaitReady(service, url, folder);
            verifyACode(service, url, folder);
            service.destroy();
            if (!service.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS) || !Files.exists(archive)) {
                throw refusal("the service did not leave it when it stopped");
            }
        } finally {
            service.destroyForcibly();
        }
    }

    /** Leaves nothing behind when the virtual machine ends; after the archive was made, there is nothing left. */
    private static void abandon(Process service, Path folder, Path archive) {
        try {
            service.destroyForcibly().waitFor();
            Files.deleteIfExists(archive);
            DataFolder.delete(folder);
        } catch (IOException left) {
            // Temporary files stay; the process is ending and nobody is there to be told.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessBuilder jar(Path folder, List<String> vmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(VM_OPTION.asMatchPredicate())
                .forEach(command::add);
        command.addAll(vmOptions);
        command.add("-jar");
        command.add(Path.of(RunnableJar.location()).toString());
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output(folder).toFile());
        process.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).startsWith("latchkey"));
        process.environment().keySet().removeAll(VM_VARIABLES);
        process.environment().put("LATCHKEY_WARM_UP", "PT2S");
        return process;
    }

    private static Path output(Path folder) {
        return folder.resolve("output");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Process service, URI url, Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() - end < 0) {
            awaitEnd(service, folder);
            try {
                if (call(HttpRequest.newBuilder(url.resolve("/health/ready"))).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
        }
        throw refusal("the service did not start in " + LONGEST_START.toMinutes() + " minutes");
    }

    /** Waits a moment, or refuses with the last words of a service that ends meanwhile. */
    private static void awaitEnd(Process service, Path folder) throws IOException, InterruptedException {
        if (service.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw refusal(Files.readString(output(folder), UTF_8).strip());
        }
    }

    /** Has one code sent and verified, so that the classes of a first visitor are in the archive. */
    private void verifyACode(Process service, URI url, Path folder) throws IOException, InterruptedException {
        String challenge = read(ID, post(url, "/api/v1/otp", """
                {"purpose":"custom:class-archive","channel":"email","destination":"visitor@example.org"}"""));
        post(url, "/api/v1/otp/" + challenge + "/verify", "{\"code\":\"" + code(service, url, folder) + "\"}");
    }

    private String code(Process service, URI url, Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_ANSWER.toNanos();
        while (System.nanoTime() - end < 0) {
            Matcher mail = CODE.matcher(call(HttpRequest.newBuilder(url.resolve("/dev/inbox/messages")))
                    .body());
            if (mail.find()) {
                return mail.group(1);
            }
            awaitEnd(service, folder);
        }
        throw refusal("the service sent no code in " + LONGEST_ANSWER.toSeconds() + " seconds");
    }

    private String post(URI url, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = call(HttpRequest.newBuilder(url.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        if (answer.statusCode() / 100 != 2) {
            throw refusal(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(LONGEST_ANSWER).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String read(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw refusal("an answer has no " + pattern);
        }
        return found.group(1);
    }

    private static StartRefusedException refusal(String reason) {
        return new StartRefusedException(
                StartRefusedException.FAILED, "The archive of classes cannot be made: " + reason);
    }
}
