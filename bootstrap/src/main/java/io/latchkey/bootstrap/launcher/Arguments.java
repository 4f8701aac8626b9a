package io.latchkey.bootstrap.launcher;

import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The command line of the runnable jar.
 *
 * @param request what the person asked for
 * @param values texts of the options by configuration key
 * @param check the check to run, where the person asked for one
 * @param checked arguments after the check's name, as typed; the file, where an archive of classes is asked for
 */
record Arguments(Request request, Map<String, String> values, Optional<CheckCommand> check, List<String> checked) {

    enum Request {
        START,
        HELP,
        VERSION,
        COMPLETION,
        CLASS_ARCHIVE,
        CHECK
    }

    private static final int WIDTH = 110;
    private static final String HELP = "--help";
    private static final String VERSION = "--version";
    private static final String COMPLETION = "--completion";
    private static final String CLASS_ARCHIVE = "--class-archive";
    /** What a completion script completes: an alias or a wrapper of the jar. */
    private static final String COMPLETED = "latchkey";

    /**
     * Reads the command line.
     *
     * @throws StartRefusedException when an option or a command is wrong
     */
    static Arguments parse(List<String> commandLine) {
        ParseResult parsed = parsed(commandLine);
        if (parsed.hasMatchedOption(HELP) || commandLine.contains(HELP)) {
            return new Arguments(Request.HELP, Map.of(), Optional.empty(), List.of());
        }
        if (parsed.hasMatchedOption(VERSION)) {
            return new Arguments(Request.VERSION, Map.of(), Optional.empty(), List.of());
        }
        if (parsed.hasMatchedOption(COMPLETION)) {
            return new Arguments(Request.COMPLETION, Map.of(), Optional.empty(), List.of());
        }
        if (parsed.hasMatchedOption(CLASS_ARCHIVE)) {
            String file = parsed.matchedOptionValue(CLASS_ARCHIVE, "");
            return new Arguments(Request.CLASS_ARCHIVE, Map.of(), Optional.empty(), List.of(file));
        }
        if (parsed.hasSubcommand()) {
            return check(parsed.subcommand());
        }
        parsed.unmatched().stream().findFirst().ifPresent(unknown -> {
            throw wrong("Unknown option " + unknown.split("=", 2)[0] + "; --help lists the options.");
        });
        Map<String, String> values = new HashMap<>();
        ServerKeys.OPTIONS.forEach((option, key) -> {
            String value = parsed.matchedOptionValue(option, (String) null);
            if (value != null) {
                values.put(key.key(), value);
            }
        });
        return new Arguments(Request.START, values, Optional.empty(), List.of());
    }

    /** A sentence about a configuration key, with the option for that key where there is one. */
    static String naming(String sentence) {
        return ServerKeys.OPTIONS.entrySet().stream()
                .filter(option -> sentence.startsWith(option.getValue().key() + " "))
                .findFirst()
                .map(option -> sentence.replaceFirst(" ", " (" + option.getKey() + ") "))
                .orElse(sentence);
    }

    /** The text that {@code --help} prints. */
    static String help() {
        return commandLine(List.of(CheckCommand.values()), command -> List.of()).getUsageMessage(Ansi.OFF);
    }

    /** The script for bash and zsh that {@code --completion} prints. */
    static String completion() {
        return AutoComplete.bash(COMPLETED, commandLine(List.of(CheckCommand.values()), CheckCommand::options));
    }

    private static ParseResult parsed(List<String> commandLine) {
        try {
            return commandLine(named(commandLine), command -> List.of()).parseArgs(commandLine.toArray(String[]::new));
        } catch (MissingParameterException missing) {
            OptionSpec option = (OptionSpec) missing.getMissing().get(0);
            throw wrong("Option " + option.longestName() + " needs a value.");
        } catch (ParameterException refused) {
            throw wrong(refused.getMessage() + "; --help lists the options.");
        }
    }

    /** The commands that may be meant. A start means none, and is not to wait until all are described. */
    private static List<CheckCommand> named(List<String> commandLine) {
        return Arrays.stream(CheckCommand.values())
                .filter(command -> commandLine.contains(command.subject()))
                .toList();
    }

    private static Arguments check(ParseResult subject) {
        String name = subject.commandSpec().name();
        Optional<CheckCommand> whole = CheckCommand.withoutVerb(name);
        if (whole.isPresent()) {
            List<String> typed = new ArrayList<>(List.of(name));
            typed.addAll(subject.matchedPositionalValue(0, List.of()));
            return new Arguments(Request.CHECK, Map.of(), whole, typed);
        }
        if (!subject.hasSubcommand()) {
            throw wrong("Usage: " + CheckCommand.usage(name));
        }
        String verb = subject.subcommand().commandSpec().name();
        CheckCommand command = CheckCommand.of(name, verb);
        List<String> checked = new ArrayList<>(command.isToldItsVerb() ? List.of(name, verb) : List.of());
        List<String> typed = subject.subcommand().matchedPositionalValue(0, List.of());
        if (!command.worksRemotely()
                && typed.stream().anyMatch(argument -> argument.split("=", 2)[0].equals("--server"))) {
            throw wrong(name + " " + verb + " works on this machine alone, without --server.");
        }
        checked.addAll(typed);
        return new Arguments(Request.CHECK, Map.of(), Optional.of(command), checked);
    }

    /** @param options the options of a command to declare; they are not read here */
    private static CommandLine commandLine(List<CheckCommand> commands, Function<CheckCommand, List<String>> options) {
        CommandSpec jar = CommandSpec.create()
                .name("java -jar latchkey.jar")
                .addOption(option("--port", "N", "TCP port to listen on (default 8080)"))
                .addOption(option(
                        "--address", "A", "address to listen on (default 127.0.0.1; in production mode 0.0.0.0)"))
                .addOption(option(
                        "--data-dir", "D", "folder for the database, keys and work files (default ./latchkey-data)"))
                .addOption(option("--log-format", "F", "text or json (default text)"))
                .addOption(option("--config", "FILE", "properties file with further settings"))
                .addOption(option(
                        CLASS_ARCHIVE,
                        "FILE",
                        "make an archive of classes, for starts with java -XX:SharedArchiveFile=FILE, and end"))
                .addOption(OptionSpec.builder(COMPLETION)
                        .description("print a completion script for bash and zsh, for a command named " + COMPLETED)
                        .build())
                .addOption(OptionSpec.builder(VERSION)
                        .versionHelp(true)
                        .description("print the version")
                        .build())
                .addOption(OptionSpec.builder("-h", HELP)
                        .usageHelp(true)
                        .description("print this text")
                        .build());
        jar.usageMessage()
                .width(WIDTH)
                .sortOptions(false)
                .customSynopsis(synopsis())
                .footer("", """
                        The commands user, app, block, suppression, audit, message, explain, funnel, key and config show work on the \
                        database that the settings name, and beside servers that share a MariaDB; a file database needs its server \
                        stopped. With --server URL, or the variable LATCHKEY_SERVER, they call that server instead: as whoever \
                        signed in by "admin sign-in", or with the access token in the file of --token-file FILE or in the variable \
                        LATCHKEY_TOKEN.""", "", """
                        Every setting can also be a system property (latchkey.http.port) or an environment variable \
                        (LATCHKEY_HTTP_PORT). An option wins over a system property, that over an environment variable, \
                        that over the file, that over the default.""");
        Map<String, CommandSpec> subjects = new LinkedHashMap<>();
        for (CheckCommand command : commands) {
            CommandSpec subject = subjects.computeIfAbsent(
                    command.subject(), unused -> command.verbs().isEmpty() ? rest() : CommandSpec.create());
            if (command.verbs().isEmpty()) {
                options.apply(command).forEach(name -> subject.addOption(option(name, "value", "")));
            }
            String[] before = subject.usageMessage().description();
            subject.usageMessage()
                    .description(Stream.concat(Arrays.stream(before), Stream.of(command.meaning()))
                            .toArray(String[]::new));
            command.verbs().forEach(verb -> {
                CommandSpec arguments = rest();
                options.apply(command).forEach(name -> arguments.addOption(option(name, "value", "")));
                subject.addSubcommand(verb, arguments);
            });
        }
        subjects.forEach(jar::addSubcommand);
        // The check reads its own options, so the arguments after its name are handed on as typed.
        return new CommandLine(jar)
                .setExpandAtFiles(false)
                .setPosixClusteredShortOptionsAllowed(false)
                .setOverwrittenOptionsAllowed(true)
                .setAllowOptionsAsOptionParameters(true)
                .setUnmatchedArgumentsAllowed(true)
                .setUnmatchedOptionsArePositionalParams(true);
    }

    private static String[] synopsis() {
        String jar = "java -jar latchkey.jar ";
        return Stream.concat(
                        Stream.of(jar + "[options]"),
                        Arrays.stream(CheckCommand.values()).map(command -> "       " + jar + command.usage()))
                .toArray(String[]::new);
    }

    private static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build();
    }

    private static CommandSpec rest() {
        return CommandSpec.create()
                .addPositional(PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build());
    }

    private static StartRefusedException wrong(String sentence) {
        return new StartRefusedException(StartRefusedException.WRONG_USE, sentence);
    }
}
