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
import java.util.stream.Stream;

/** The commands beside the server, such as {@code provider check}. Each runs a class of the WAR without a server. */
enum CheckCommand {
    PROVIDER(
            "provider",
            "check",
            "io.latchkey.adapters.sms.check.ProviderCheckCommand",
            "<file> [--secret name=value]...",
            "\"provider check\" runs a definition of an SMS provider against a server on this machine and ends with 0 when all"
                    + " passed; <file> may be the name of a bundled definition, such as twilio."),
    TEMPLATE(
            "template",
            "check",
            "io.latchkey.adapters.sms.check.TemplateCheck",
            "[folder] [option]...",
            "\"template check\" judges the bundled message texts and those in the folder as a start does, prints how many"
                    + " segments each SMS takes and what a provider asks for them, and ends with 0 when all can be used. Its"
                    + " options are --site <name>, --host <name>, --max-segments <N>, --strict and --provider <file>."),
    USER(
            "user",
            "unlock",
            "io.latchkey.bootstrap.UserUnlock",
            "<login> [--config FILE] [--data-dir D]",
            "\"user unlock\" lifts what wrong passwords and codes shut for the account with this username, e-mail address or"
                    + " phone number. It works beside servers that share a MariaDB; a file database needs the server stopped.");

    private final String subject;
    private final String verb;
    private final String className;
    private final String arguments;
    private final String meaning;

    /**
     * Describes a command.
     *
     * @param subject first word of the command
     * @param verb second word of the command
     * @param className class with {@code static int command(List, PrintStream)}, which answers the exit code
     * @param arguments the command's arguments, as the help text shows them
     * @param meaning purpose of the command, for the help text
     */
    CheckCommand(String subject, String verb, String className, String arguments, String meaning) {
        this.subject = subject;
        this.verb = verb;
        this.className = className;
        this.arguments = arguments;
        this.meaning = meaning;
    }

    /**
     * The command with this first word.
     *
     * @param subject first word of the command
     */
    static CheckCommand of(String subject) {
        return Arrays.stream(values())
                .filter(command -> command.subject.equals(subject))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no command about " + subject));
    }

    String subject() {
        return subject;
    }

    String verb() {
        return verb;
    }

    String meaning() {
        return meaning;
    }

    /** The words and arguments of the command, as the help text shows them. */
    String usage() {
        return subject + " " + verb + " " + arguments;
    }

    /**
     * Runs the command.
     *
     * @param checked arguments after the command's name
     * @return exit code
     * @throws StartRefusedException when the jar cannot be unpacked
     */
    int run(List<String> checked, PrintStream out) {
        try {
            Path work = Files.createTempDirectory("latchkey-");
            try {
                Path application = new EmbeddedApplication(work).unpack();
                return check(
                        checked,
                        application.resolve("WEB-INF/classes"),
                        List.of(application.resolve("WEB-INF/lib"), work.resolve("lib")),
                        out);
            } finally {
                DataFolder.delete(work);
            }
        } catch (IOException failed) {
            throw new StartRefusedException(
                    StartRefusedException.FAILED, "The command cannot be unpacked: " + failed.getMessage());
        }
    }

    private int check(List<String> checked, Path classes, List<Path> folders, PrintStream out) throws IOException {
        List<URL> classPath = new ArrayList<>();
        classPath.add(classes.toUri().toURL());
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
