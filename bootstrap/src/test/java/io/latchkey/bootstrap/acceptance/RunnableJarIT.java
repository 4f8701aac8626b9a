package io.latchkey.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnableJarIT {

    @TempDir
    private Path folder;

    @Test
    void serves_alone_in_its_data_folder_and_leaves_no_work_files_behind_even_after_a_kill() throws Exception {
        String data = folder.resolve("data").toString();
        int port = JarProcess.freePort();
        List<String> options = List.of("--port", "" + port, "--data-dir", data);
        long start = System.nanoTime();
        try (JarProcess latchkey = JarProcess.start(options)) {
            assertThat(latchkey.awaitReady())
                    .contains("http://127.0.0.1:" + port)
                    .contains(data);
            System.out.printf(
                    "Runnable jar ready after %d ms, %d ms of processor time%n",
                    (System.nanoTime() - start) / 1_000_000, latchkey.cpu().toMillis());
            assertThat(get("http://127.0.0.1:" + port + "/health/ready")).contains("UP");

            try (JarProcess second =
                    JarProcess.start(List.of("--port", "" + JarProcess.freePort(), "--data-dir", data))) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.output())
                        .startsWith("Another Latchkey uses the data folder")
                        .hasLineCount(1);
            }

            latchkey.kill();
            latchkey.awaitExit();
            assertThat(workFolders()).hasSize(1);
        }
        try (JarProcess next = JarProcess.start(options)) {
            next.awaitReady();
            assertThat(workFolders()).hasSize(1);
            next.terminate();
            next.awaitExit();
            assertThat(workFolders()).isEmpty();
        }
    }

    @Test
    void says_in_one_sentence_that_the_port_is_taken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JarProcess latchkey = JarProcess.start(
                        List.of("--port", "" + taken.getLocalPort(), "--data-dir", folder.toString()))) {
            assertThat(latchkey.awaitExit()).isEqualTo(1);
            assertThat(latchkey.output())
                    .startsWith("Port " + taken.getLocalPort())
                    .hasLineCount(1);
        }
    }

    @Test
    void refuses_an_unknown_option_in_one_sentence() throws Exception {
        try (JarProcess latchkey = JarProcess.start(List.of("--prot", "8080"))) {
            assertThat(latchkey.awaitExit()).isEqualTo(2);
            assertThat(latchkey.output()).startsWith("Unknown option --prot").hasLineCount(1);
        }
    }

    private List<Path> workFolders() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("work-"))
                    .toList();
        }
    }

    private static String get(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
