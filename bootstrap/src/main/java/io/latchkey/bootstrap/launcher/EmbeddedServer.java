package io.latchkey.bootstrap.launcher;

import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.PayaraMicroLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Payara Micro with the one application of the jar. */
final class EmbeddedServer {

    private final LaunchOptions options;
    private final Path work;

    /** @param work empty folder for all files that the server unpacks and writes */
    EmbeddedServer(LaunchOptions options, Path work) {
        this.options = options;
        this.work = work;
    }

    /**
     * Starts the server. Returns when the application answers requests.
     *
     * @throws StartRefusedException when the server or the application does not start
     */
    void start() {
        try {
            PayaraMicroBoot server = PayaraMicroLauncher.create(new String[] {
                "--port",
                Integer.toString(options.port()),
                "--rootdir",
                folder("server"),
                "--unpackdir",
                folder("unpacked"),
                "--prebootcommandfile",
                commands().toString(),
                "--deploy",
                new EmbeddedApplication(work).unpack().toString(),
                "--contextroot",
                "/",
                "--nohazelcast",
                "--disablephonehome"
            });
            PayaraMicroRuntime runtime = server.getRuntime();
            String reason = Console.reasonOfFailure();
            if (reason != null || runtime.getDeployedApplicationNames().isEmpty()) {
                throw refusal(reason);
            }
        } catch (StartRefusedException e) {
            throw e;
        } catch (Exception e) {
            String reason = Console.reasonOfFailure();
            throw refusal(reason == null ? Console.innermostMessage(e) : reason);
        }
    }

    private String folder(String name) throws IOException {
        return Files.createDirectory(work.resolve(name)).toString();
    }

    private Path commands() throws IOException {
        return Files.write(
                work.resolve("commands.txt"),
                List.of("set configs.config.server-config.network-config.network-listeners.network-listener"
                        + ".http-listener.address=" + options.address().getHostAddress()));
    }

    private static StartRefusedException refusal(@Nullable String reason) {
        return new StartRefusedException(
                StartRefusedException.FAILED,
                "Latchkey does not start: " + (reason == null ? "the server gave no reason" : reason));
    }
}
