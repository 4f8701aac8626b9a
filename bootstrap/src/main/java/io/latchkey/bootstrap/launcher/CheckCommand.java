package io.latchkey.bootstrap.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code provider check} and {@code template check}: each runs what the WAR has for it, without a server. */
enum CheckCommand {
    PROVIDER("provider", "io.latchkey.adapters.sms.check.ProviderCheckCommand", "<file> [--secret name=value]..."),
    TEMPLATE("template", "io.latchkey.adapters.sms.check.TemplateCheck", "[folder] [option]...");

    private final String subject;
    private final String className;
    private final String arguments;

    /**
     * @param subject first word of the command
     * @param className class with {@code static int command(List, PrintStream)}, which answers the exit code
     * @param arguments what follows the command, as a person reads it
     */
    CheckCommand(String subject, String className, String arguments) {
        this.subject = subject;
        this.className = className;
        this.arguments = arguments;
    }

    /** The command that the command line begins with; empty when it begins with none. */
    static Optional<CheckCommand> find(List<String> commandLine) {
        return Arrays.stream(values())
                .filter(command -> !commandLine.isEmpty() && commandLine.get(0).equals(command.subject))
                .findFirst();
    }

    /**
     * @param commandLine the whole of it
     * @return exit code
     * @throws StartRefusedException when the command is another one, or the jar cannot be unpacked
     */
    int run(List<String> commandLine, PrintStream out) {
        if (commandLine.size() < 2 || !commandLine.get(1).equals("check")) {
            throw new StartRefusedException(
                    StartRefusedException.WRONG_USE, "Usage: " + subject + " check " + arguments);
        }
        try {
            Path work = Files.createTempDirectory("latchkey-");
            try {
                Path application = new EmbeddedApplication(work).unpack();
                return check(
                        commandLine.subList(2, commandLine.size()),
                        List.of(application.resolve("WEB-INF/lib"), work.resolve("lib")),
                        out);
            } finally {
                DataFolder.delete(work);
            }
        } catch (IOException failed) {
            throw new StartRefusedException(
                    StartRefusedException.FAILED, "The check cannot be unpacked: " + failed.getMessage());
        }
    }

    private int check(List<String> checked, List<Path> folders, PrintStream out) throws IOException {
        List<URL> classPath = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> libraries = Files.list(folder)) {
                for (Path library : libraries.toList()) {
                    classPath.add(library.toUri().toURL());
                }
            }
        }
        // The server's own libraries must not mix with the application's.
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object exitCode = loader.loadClass(className)
                    .getMethod("command", List.class, PrintStream.class)
                    .invoke(null, checked, out);
            return (Integer) exitCode;
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new IOException("the jar is incomplete: it holds no " + className, missing);
        }
    }
}
