package io.latchkey.bootstrap.launcher;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.LogFormat;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;

/** Entry point of the runnable jar. */
public final class Main {
    /** Exit code of a process that has no memory left. */
    private static final int OUT_OF_MEMORY = 3;

    private Main() {}

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        try {
            Arguments read = Arguments.parse(List.of(arguments));
            switch (read.request()) {
                case HELP -> System.out.print(Arguments.help());
                case COMPLETION -> System.out.print(Arguments.completion());
                case VERSION -> System.out.println("Latchkey " + version());
                case CLASS_ARCHIVE -> new ClassArchive(Path.of(read.checked().get(0))).make(System.out);
                case CHECK -> read.check().ifPresent(check -> System.exit(check.run(read.checked(), System.out)));
                case START -> {
                    if (LaunchOptions.logFormat(read.values(), System::getProperty, System::getenv) == LogFormat.JSON) {
                        Console.writeJson();
                    }
                    start(options(read.values()));
                }
            }
        } catch (StartRefusedException refused) {
            end(refused);
        } catch (RuntimeException | LinkageError unforeseen) {
            // Threads of the server would keep a process alive that never gets ready.
            unforeseen.printStackTrace();
            end(StartRefusedException.because(Console.reason(unforeseen)));
        }
    }

    private static void end(StartRefusedException refused) {
        if (!refused.isExplained()) {
            Console.tellHeldBack();
        }
        Console.say(System.err, Level.SEVERE, String.valueOf(refused.getMessage()));
        // That sentence is the last output. The server's shutdown messages would hide it.
        Console.beSilent();
        System.exit(refused.exitCode());
    }

    /** Reads the options. When one is wrong, all else that is wrong with the configuration is told with it. */
    private static LaunchOptions options(Map<String, String> commandLine) {
        try {
            return LaunchOptions.read(commandLine, System::getProperty, System::getenv);
        } catch (InvalidSettingException wrong) {
            Problems all = new Problems();
            all.add(wrong.problems());
            all.add(CheckCommand.configurationProblems(commandLine));
            throw new StartRefusedException(
                    StartRefusedException.WRONG_USE,
                    "Latchkey does not start: "
                            + new InvalidSettingException(all.sentences().stream()
                                            .map(Arguments::naming)
                                            .toList())
                                    .getMessage());
        }
    }

    private static void start(LaunchOptions options) {
        DataFolder dataFolder = new DataFolder(options.dataDir());
        dataFolder.create();
        if (options.mode() == Mode.DEV) {
            dataFolder.lock();
        }
        StartingPort port = listen(options);
        Path work = dataFolder.freshWorkFolder(options.port());
        preparePlatform(options, work);
        endWithoutMemory();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> removeAfterServer(work), "latchkey-clean-up"));
        try {
            EmbeddedServer server = new EmbeddedServer(work);
            Door door = server.start();
            warmUp(server, options);
            giveMemoryBack();
            giveBackWhatTheStartNeeded();
            open(door, port, options.publicUrl());
            new Shutdown(door, server::stopApplication, options.shutdownDelay()).awaitSignals();
        } catch (StartRefusedException e) {
            keepDetails(options.dataDir());
            throw e;
        } catch (RuntimeException | LinkageError unforeseen) {
            // Threads of the server would keep a process alive that never gets ready.
            System.getLogger(Main.class.getName()).log(System.Logger.Level.ERROR, "the start ended", unforeseen);
            keepDetails(options.dataDir());
            throw StartRefusedException.because(Console.reason(unforeseen));
        }
        Console.ready();
        Console.say(
                System.out,
                Level.INFO,
                "Latchkey is ready at " + options.url() + " (data in " + options.dataDir() + ")");
    }

    private static StartingPort listen(LaunchOptions options) {
        try {
            return StartingPort.listen(new InetSocketAddress(options.address(), options.port()), options.publicUrl());
        } catch (IOException e) {
            throw new StartRefusedException(
                    StartRefusedException.FAILED,
                    "Port " + options.port() + " on " + options.address().getHostAddress() + " cannot be used ("
                            + e.getMessage() + "); choose another with --port.");
        }
    }

    private static void warmUp(EmbeddedServer server, LaunchOptions options) {
        try {
            server.warmUp(options.warmUp());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static StartRefusedException interrupted() {
        Thread.currentThread().interrupt();
        return new StartRefusedException(StartRefusedException.FAILED, "The start was interrupted.");
    }

    private static void open(Door door, StartingPort port, String publicUrl) {
        try {
            door.open(port.handOver(), publicUrl);
        } catch (IOException e) {
            throw new StartRefusedException(
                    StartRefusedException.FAILED, "Latchkey does not start: the server cannot take over its port.");
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /** Sets the system properties that the server reads when its first class is loaded. */
    private static void preparePlatform(LaunchOptions options, Path work) {
        try {
            System.setProperty(
                    "java.io.tmpdir", Files.createDirectory(work.resolve("tmp")).toString());
        } catch (IOException e) {
            throw new StartRefusedException(
                    StartRefusedException.FAILED, "The work folder " + work + " is not writable.");
        }
        System.setProperty(ServerKeys.MODE.key(), options.mode().name().toLowerCase(Locale.ROOT));
        System.setProperty(ServerKeys.HTTP_ADDRESS.key(), options.address().getHostAddress());
        System.setProperty(ServerKeys.HTTP_PORT.key(), Integer.toString(options.port()));
        System.setProperty(ServerKeys.DATA_DIR.key(), options.dataDir().toString());
        if (options.configFile() != null) {
            System.setProperty(
                    ServerKeys.CONFIG_FILE.key(), options.configFile().toString());
        }
        // An answer of a provider with a longer head is refused early; what the platform's client keeps of it is never
        // freed.
        System.setProperty("jdk.http.maxHeaderSize", System.getProperty("jdk.http.maxHeaderSize", "16384"));
    }

    /**
     * A supervisor starts a process anew that ended. It does not see one that has no memory left and answers nobody. Threads that
     * catch everything hand this handler what they caught.
     */
    private static void endWithoutMemory() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof OutOfMemoryError) {
                endWithoutMemory(failure);
            }
            System.getLogger(Main.class.getName())
                    .log(System.Logger.Level.ERROR, "a thread ended: " + thread.getName(), failure);
        });
    }

    /** The first thread that comes ends the process; others wait for that, so that there is one line. */
    private static synchronized void endWithoutMemory(Throwable failure) {
        try {
            Console.say(
                    System.err, Level.SEVERE, "Latchkey ends: it has no memory left (" + failure.getMessage() + ").");
        } finally {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        }
    }

    /**
     * Makes the heap shrink with its use, because the server often shares a small machine. Not before the start is over: it fills what
     * each collection would have given back.
     */
    private static void giveMemoryBack() {
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        Map<String, String> flags =
                Map.of("MinHeapFreeRatio", "10", "MaxHeapFreeRatio", "30", "G1PeriodicGCInterval", "30000");
        flags.forEach((flag, value) -> {
            try {
                hotSpot.setVMOption(flag, value);
            } catch (IllegalArgumentException e) {
                // Another virtual machine or collector keeps its own defaults.
            }
        });
    }

    /**
     * Collects garbage once before the first request, because unpacking and deploying leave more garbage than serving
     * does.
     */
    @SuppressWarnings("SystemGc")
    private static void giveBackWhatTheStartNeeded() {
        System.gc();
    }

    private static void keepDetails(Path dataDir) {
        try {
            Files.writeString(dataDir.resolve("start-failure.log"), Console.heldBack());
        } catch (IOException e) {
            System.err.println("The details of the failure cannot be written to " + dataDir + ".");
        }
    }

    /** Removes the work folder after the server's own shutdown hook, because the server uses its files until then. */
    private static void removeAfterServer(Path work) {
        // The server prints notes about its shutdown that do not help the operator.
        System.setOut(nowhere());
        try {
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("GlassFish Shutdown Hook")) {
                    thread.join(10_000);
                }
            }
            DataFolder.delete(work);
        } catch (IOException e) {
            // The next start removes the remaining files.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PrintStream nowhere() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(unknown version)" : version;
    }
}
