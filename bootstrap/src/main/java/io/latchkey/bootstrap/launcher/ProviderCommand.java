package io.latchkey.bootstrap.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code provider check}: runs what the WAR has for it, without a server. */
final class ProviderCommand {
    private static final String CHECK = "io.latchkey.adapters.sms.ProviderCheckCommand";

    private ProviderCommand() {}

    /**
     * @param arguments what follows {@code provider}
     * @return exit code
     * @throws StartRefusedException when the command is another one, or the jar cannot be unpacked
     */
    static int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty() || !arguments.get(0).equals("check")) {
            throw new StartRefusedException(
                    StartRefusedException.WRONG_USE, "Usage: provider check <file> [--secret name=value]...");
        }
        try {
            Path work = Files.createTempDirectory("latchkey-");
            try {
                return check(arguments.subList(1, arguments.size()), new EmbeddedApplication(work).unpack(), work, out);
            } finally {
                DataFolder.delete(work);
            }
        } catch (IOException failed) {
            throw new StartRefusedException(
                    StartRefusedException.FAILED, "The check cannot be unpacked: " + failed.getMessage());
        }
    }

    private static int check(List<String> arguments, Path application, Path work, PrintStream out) throws IOException {
        List<URL> classPath = new ArrayList<>();
        for (Path folder : List.of(application.resolve("WEB-INF/lib"), work.resolve("lib"))) {
            try (Stream<Path> libraries = Files.list(folder)) {
                for (Path library : libraries.toList()) {
                    classPath.add(library.toUri().toURL());
                }
            }
        }
        // The server's own libraries must not mix with the application's.
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object exitCode = loader.loadClass(CHECK)
                    .getMethod("run", List.class, PrintStream.class)
                    .invoke(null, arguments, out);
            return (Integer) exitCode;
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new IOException("the jar is incomplete: it holds no " + CHECK, missing);
        }
    }
}
