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
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands beside the server, such as {@code provider check}. Each runs a class of the WAR without a server. */
enum CheckCommand {
    PROVIDER(
            "provider",
            "check",
            "io.latchkey.adapters.sms.check.ProviderCheckCommand",
            "<file> [--secret name=value]... [--show | --answer FILE --status N | --receipt FILE]",
            "\"provider check\" runs a definition of an SMS provider against a server on this machine, compares it with what"
                    + " the provider publishes and ends with 0 when all passed; <file> may be the name of a bundled"
                    + " definition, such as twilio. --show prints the call it makes; --answer and --receipt tell what the"
                    + " content of a file means."),
    PROVIDERS(
            "provider",
            "list",
            "io.latchkey.adapters.sms.check.ProviderListCommand",
            "[folder]",
            "\"provider list\" prints the bundled definitions and those in the folder, and the documents that each was"
                    + " compared with."),
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
            "io.latchkey.bootstrap.AdminCommand",
            "<login> [--config FILE] [--data-dir D]",
            "\"user unlock\" lifts what wrong passwords and codes shut for the account with this username, e-mail address or"
                    + " phone number."),
    ADMIN(
            "admin",
            "bootstrap",
            "io.latchkey.bootstrap.AdminCommand",
            "[--config FILE] [--data-dir D]",
            "\"admin bootstrap\" prints a token that makes the first administrator: sign in and send it to"
                    + " /api/v1/admin/bootstrap. It works once, for an hour, and only while there is no administrator."),
    SESSION(
            "admin",
            "sign-in|sign-out",
            "io.latchkey.bootstrap.AdminCommand",
            "--server URL [--login NAME]",
            "\"admin sign-in\" signs in at a server that runs, for the commands that follow: it asks for login, password and code at"
                    + " the console, or reads a line for each from standard input, and keeps the session in .latchkey in the home"
                    + " folder. \"admin sign-out\" ends it."),
    APPLICATION(
            "app",
            "list|show|revoke",
            "io.latchkey.bootstrap.AdminCommand",
            "[<id>] [options]",
            "The \"app\" commands are about programs that act for accounts with API credentials. \"app list\" prints the newest, and takes"
                    + " --state live or expired, --person <id of an account>, --key <key>, --unused-since <time>, --limit <N> and --json;"
                    + " \"app show\" and \"app revoke\" take the id of a credential, and \"app revoke\" needs --reason <text>."),
    BLOCK(
            "block",
            "list|add|lift",
            "io.latchkey.bootstrap.AdminCommand",
            "[<target or id>] [options]",
            "The \"block\" commands keep codes from contacts and calls from networks, or except them from blocks, by the rules of"
                    + " /api/v1/admin/blocks. \"block add\" takes what to block, --kind contact, prefix, domain or network, --effect"
                    + " block or allow, --for <duration> or --until <time>, and --reason <text>; \"block list\" takes --effect,"
                    + " --kind, --limit, and --contact or --address for those that cover it; \"block lift\" takes an id."),
    AUDIT(
            "audit",
            "find|export|verify",
            "io.latchkey.bootstrap.AdminCommand",
            "[options]",
            "\"audit find\" prints the newest entries, at most --limit <N>; \"audit verify\" looks whether somebody altered the audit store, names the first entry that is not as it was and"
                    + " ends with 0 when there is none, and with --checkpoint <checkpoint or log file> also whether what the log"
                    + " remembers is still there; \"audit export\" prints a JSON object a line. Both take"
                    + " --person <id>, --actor <id>, --event <name>, --from <time> and --before <time>."),
    MESSAGE(
            "message",
            "list|show",
            "io.latchkey.bootstrap.AdminCommand",
            "[<id>] [options]",
            "\"message list\" prints the newest messages of the outbox, and takes --state <state>, --contact <contact>,"
                    + " --provider <name>, --from <time>, --before <time>, --limit <N> and --json; \"message show\" takes an id and"
                    + " prints the calls to providers, too."),
    EXPLAIN(
            "explain",
            "",
            "io.latchkey.bootstrap.AdminCommand",
            "<id of a decision> [options]",
            "\"explain\" prints why a call was refused: the rules that were asked, what they saw and which one decided. The id"
                    + " stands in the problem, and in the field Latchkey-Decision of every refusal. In place of an id, --contact"
                    + " <contact> or --person <id of an account> prints the newest decisions, with --outcome <refused, locked or"
                    + " sent>, --from <time>, --before <time> and --limit <N>; --json prints JSON."),
    FUNNEL(
            "funnel",
            "show",
            "io.latchkey.bootstrap.AdminCommand",
            "[options]",
            "\"funnel show\" prints what became of messages, and takes --window <duration>, --by provider,country,channel,template"
                    + " and --json."),
    KEY(
            "key",
            "list|rotate",
            "io.latchkey.bootstrap.AdminCommand",
            "[options]",
            "\"key list\" prints the keys that sign tokens; \"key rotate\" makes the next one before its time and needs"
                    + " --reason <text>. It is published before it signs. --json prints JSON."),
    SETTINGS(
            "config",
            "show",
            "io.latchkey.bootstrap.AdminCommand",
            "[options]",
            "\"config show\" prints the configuration in force without secrets, and the protections it lowers; --json prints"
                    + " JSON."),
    PEOPLE(
            "user",
            "find|show|create|change|roles|claims",
            "io.latchkey.bootstrap.AdminCommand",
            "[<login or id>] [options]",
            "The other \"user\" commands do what /api/v1/admin/users does, by the same rules. What is dangerous needs"
                    + " --reason <text>; --json prints JSON. \"user find\" takes the beginning of a login, --status <state>"
                    + " and --limit <N>; \"user create\" takes --email, --phone, --username, --name and --locale; \"user change\" takes"
                    + " these and --second-factor, and removes what is empty; \"user roles\" and \"user claims\" take --set with the"
                    + " roles, or with name=value pairs, and commas between."),
    STANDING(
            "user",
            "disable|enable|delete|restore|export|erase",
            "io.latchkey.bootstrap.AdminCommand",
            "<login or id> [options]",
            "\"user delete\" disables at once and deletes after a time of grace, until which \"user restore\" gives the account"
                    + " back; \"user export\" prints all that is held about somebody, and \"user erase\" erases that for good. All need"
                    + " --reason <text>."),
    ACCESS(
            "user",
            "invite|reset|sign-out|sessions|end-session|credentials|revoke-credential",
            "io.latchkey.bootstrap.AdminCommand",
            "<login or id> [options]",
            "\"user invite\" and \"user reset\" send the link to set a password; \"user sign-out\" ends all sessions, and \"user"
                    + " end-session\" the one that --session <id> names; \"user revoke-credential\" takes --credential <id> and"
                    + " --reason <text>; --json prints JSON."),
    SUPPRESSION(
            "suppression",
            "show|lift",
            "io.latchkey.bootstrap.AdminCommand",
            "<e-mail address or phone number> [options]",
            "\"suppression show\" tells by which channels a contact gets nothing, because the reader opted out or the address"
                    + " bounced or complained; \"suppression lift\" opens them again, and needs --reason <text>."),
    CONFIG(
            "config",
            "check",
            "io.latchkey.bootstrap.ConfigurationCheck",
            "[options]",
            "\"config check\" tells everything that would keep a start with the same options, variables and file from serving,"
                    + " without a server, and ends with 0 when nothing would.");

    private static final String ADMINISTRATION = "io.latchkey.bootstrap.AdminCommand";
    /** What the commands of administration take that a server that runs can do as well as a database. */
    private static final List<String> REMOTE = List.of("--server", "--token-file");

    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*[a-z]");

    private final String subject;
    private final String verb;
    private final String className;
    private final String arguments;
    private final String meaning;

    /**
     * Describes a command.
     *
     * @param subject first word of the command
     * @param verb second word of the command; where it has several, with bars between; empty where it has none
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
     * The command with these first words.
     *
     * @param subject first word of the command
     * @param verb second word of the command
     */
    static CheckCommand of(String subject, String verb) {
        return Arrays.stream(values())
                .filter(command ->
                        command.subject.equals(subject) && command.verbs().contains(verb))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no command " + subject + ' ' + verb));
    }

    /** The command with this first word and no second one. */
    static Optional<CheckCommand> withoutVerb(String subject) {
        return Arrays.stream(values())
                .filter(command -> command.subject.equals(subject) && command.verb.isEmpty())
                .findFirst();
    }

    /** How the commands with this first word are called. */
    static String usage(String subject) {
        return Arrays.stream(values())
                .filter(command -> command.subject.equals(subject))
                .map(CheckCommand::usage)
                .collect(Collectors.joining(" or "));
    }

    String subject() {
        return subject;
    }

    /** The second words that the command may have. */
    List<String> verbs() {
        return verb.isEmpty() ? List.of() : List.of(verb.split("\\|", -1));
    }

    /** The options that the help text names. */
    List<String> options() {
        return Stream.concat(
                        OPTION.matcher(arguments + ' ' + meaning).results().map(MatchResult::group),
                        worksRemotely() ? REMOTE.stream() : Stream.empty())
                .distinct()
                .toList();
    }

    /** Whether it may be asked of a server that runs, too. */
    boolean worksRemotely() {
        return isToldItsVerb() && this != ADMIN;
    }

    /** Whether the class of the command has to be told which verb was typed. */
    boolean isToldItsVerb() {
        return className.equals(ADMINISTRATION);
    }

    String meaning() {
        return meaning;
    }

    /** The words and arguments of the command, as the help text shows them. */
    String usage() {
        return subject + (verb.isEmpty() ? " " : " " + verb + " ") + arguments;
    }

    /**
     * Runs the command.
     *
     * @param checked arguments after the command's name
     * @return exit code
     * @throws StartRefusedException when the jar cannot be unpacked
     */
    int run(List<String> checked, PrintStream out) {
        return (Integer) call("command", List.of(List.class, PrintStream.class), checked, out);
    }

    /**
     * Everything that is amiss in the configuration of a start.
     *
     * @param options texts of the options by configuration key
     * @return one sentence for each problem
     * @throws StartRefusedException when the jar cannot be unpacked
     */
    static List<String> configurationProblems(Map<String, String> options) {
        return ((List<?>) CONFIG.call("problems", List.of(Map.class), options))
                .stream().map(String::valueOf).toList();
    }

    private Object call(String method, List<Class<?>> types, Object... arguments) {
        try {
            Path work = Files.createTempDirectory("latchkey-");
            try {
                EmbeddedApplication embedded = new EmbeddedApplication(work);
                Path application = embedded.unpack();
                return call(
                        classPath(
                                application.resolve("WEB-INF/classes"),
                                List.of(
                                        application.resolve("WEB-INF/lib"),
                                        work.resolve("lib"),
                                        embedded.unpackInterfaces())),
                        method,
                        types,
                        arguments);
            } finally {
                DataFolder.delete(work);
            }
        } catch (IOException failed) {
            throw new StartRefusedException(
                    StartRefusedException.FAILED, "The command cannot be unpacked: " + failed.getMessage());
        }
    }

    private static URL[] classPath(Path classes, List<Path> folders) throws IOException {
        List<URL> classPath = new ArrayList<>();
        classPath.add(classes.toUri().toURL());
        for (Path folder : folders) {
            try (Stream<Path> libraries = Files.list(folder)) {
                for (Path library : libraries.toList()) {
                    classPath.add(library.toUri().toURL());
                }
            }
        }
        return classPath.toArray(URL[]::new);
    }

    private Object call(URL[] classPath, String method, List<Class<?>> types, Object... arguments) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The server's own classes must not mix with the application's. Some libraries look where their thread does.
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            return loader.loadClass(className)
                    .getMethod(method, types.toArray(Class<?>[]::new))
                    .invoke(null, arguments);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new IOException("the jar is incomplete: it holds no " + className, missing);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
