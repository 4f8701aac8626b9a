package io.latchkey.bootstrap.launcher;

import fish.payara.micro.PayaraMicroRuntime;
import fish.payara.micro.boot.PayaraMicroBoot;
import fish.payara.micro.boot.loader.OpenURLClassLoader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Payara Micro with the one application of the jar. */
final class EmbeddedServer {

    private static final String SERVER = "fish.payara.micro.impl.PayaraMicroImpl";
    private static final String DOOR = "io.latchkey.bootstrap.launcher.server.GrizzlyDoor";
    private static final Console.Reason NO_REASON = new Console.Reason("the server gave no reason", false);
    private static final InetAddress HIDDEN_ADDRESS = InetAddress.getLoopbackAddress();

    private final Path work;
    private @Nullable PayaraMicroRuntime runtime;
    private int hiddenPort;

    /** @param work empty folder for all files that the server unpacks and writes */
    EmbeddedServer(Path work) {
        this.work = work;
    }

    /**
     * Starts the server. Returns when the application can answer requests; none reaches it before the door is opened.
     *
     * @throws StartRefusedException when the server or the application does not start
     */
    Door start() {
        // While it starts, it must not answer anybody.
        try (HeldPort port = HeldPort.on(HIDDEN_ADDRESS)) {
            hiddenPort = port.number();
            PayaraMicroBoot server = boot(new String[] {
                "--port",
                Integer.toString(hiddenPort),
                "--rootdir",
                folder("server"),
                "--unpackdir",
                folder("unpacked"),
                "--deploy",
                new EmbeddedApplication(work).unpack().toString(),
                "--contextroot",
                "/",
                "--nohazelcast",
                "--disablephonehome"
            });
            PayaraMicroRuntime started = server.getRuntime();
            runtime = started;
            Optional<Console.Reason> reason = Console.reasonOfFailure();
            if (reason.isPresent() || started.getDeployedApplicationNames().isEmpty()) {
                throw StartRefusedException.because(reason.orElse(NO_REASON));
            }
            return Class.forName(DOOR).asSubclass(Door.class).getConstructor().newInstance();
        } catch (StartRefusedException e) {
            throw e;
        } catch (Exception e) {
            throw StartRefusedException.because(Console.reasonOfFailure().orElseGet(() -> Console.reason(e)));
        }
    }

    /**
     * Boots the server without its own launcher, which opens jars within the jar. Its classes are classes of this jar, so the virtual
     * machine itself loads them, out of its archive where there is one.
     */
    private static PayaraMicroBoot boot(String[] options) throws Exception {
        shareNoOpenJars();
        // The server's policy grants what the server needs to classes of this jar.
        System.setProperty("fish.payara.micro.BootJar", RunnableJar.location().toString());
        // To the server a class loader of this kind means that all of its modules are in one place. It has no place of
        // its own to
        // look in, so each class and each file is found once.
        Thread.currentThread()
                .setContextClassLoader(new OpenURLClassLoader(new URL[0], EmbeddedServer.class.getClassLoader()));
        try {
            return (PayaraMicroBoot)
                    Class.forName(SERVER).getMethod("create", String[].class).invoke(null, (Object) options);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /**
     * Connections to resources of jars open each jar for themselves from now on. Those that share one lose it when the server closes all
     * shared ones, as it does while parts of it still start: one start in a hundred failed for that on a busy machine.
     */
    static void shareNoOpenJars() {
        URLConnection.setDefaultUseCaches("jar", false);
    }

    /**
     * Calls the started application until its busiest classes are loaded and compiled.
     *
     * @param longest time after which no answer is waited for; zero for no call
     */
    void warmUp(Duration longest) throws InterruptedException {
        new WarmUp(HIDDEN_ADDRESS, hiddenPort).run(longest);
    }

    /** Stops the application. The server goes on, and answers through its door. */
    void stopApplication() {
        PayaraMicroRuntime started = runtime;
        if (started != null) {
            List.copyOf(started.getDeployedApplicationNames()).forEach(started::undeploy);
        }
    }

    private String folder(String name) throws IOException {
        return Files.createDirectory(work.resolve(name)).toString();
    }
}
