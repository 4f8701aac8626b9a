package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.Definition;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.provider.Explanation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks a definition of any protocol and prints the results as a table, or explains an example. */
public final class ProviderCheckCommand {
    private static final String USAGE = "Usage: provider check <file> [--secret name=value]..."
            + " [--show | --answer FILE --status N | --receipt FILE]";

    private ProviderCheckCommand() {}

    /**
     * What the command line asks for.
     *
     * @param name a file, or the name of a definition
     * @param values the operator's values, by name
     * @param options the other options, by name
     */
    private record Request(String name, Map<String, String> values, Map<String, String> options) {
        /** Empty when the command line is wrong. */
        static Optional<Request> parse(List<String> arguments) {
            Map<String, String> values = new HashMap<>();
            Map<String, String> options = new HashMap<>();
            int next = 1;
            while (next < arguments.size()) {
                String option = arguments.get(next++);
                if (option.equals("--show")) {
                    options.put(option, "");
                    continue;
                }
                String value = next < arguments.size() ? arguments.get(next++) : "";
                int equals = value.indexOf('=');
                if (option.equals("--secret") && equals > 0) {
                    values.put(value.substring(0, equals), value.substring(equals + 1));
                } else if (List.of("--answer", "--status", "--receipt").contains(option) && !value.isEmpty()) {
                    options.put(option, value);
                } else {
                    return Optional.empty();
                }
            }
            boolean isOneQuestion = List.of("--show", "--answer", "--receipt").stream()
                            .filter(options::containsKey)
                            .count()
                    <= 1;
            boolean hasStatus = !options.containsKey("--status")
                    || options.getOrDefault("--status", "").matches("[1-9][0-9]{2}");
            return !arguments.isEmpty()
                            && isOneQuestion
                            && hasStatus
                            && options.containsKey("--answer") == options.containsKey("--status")
                    ? Optional.of(new Request(arguments.get(0), values, options))
                    : Optional.empty();
        }
    }

    /**
     * Runs the check for a command line: a file or the name of a definition, then {@code --secret name=value} any
     * number of times. With {@code --show} it prints the call that the definition makes, with {@code --answer} and
     * {@code --receipt} what the content of a file means.
     *
     * @return 0 when all parts passed or an example was explained, 1 when a part failed, 2 when the arguments or the definition
     *     are wrong
     */
    public static int command(List<String> arguments, PrintStream out) {
        Optional<Request> request = Request.parse(arguments);
        if (request.isEmpty()) {
            out.println(USAGE);
            return 2;
        }
        try {
            return run(request.get(), out);
        } catch (InvalidDefinitionException refused) {
            out.println(refused.getMessage());
        } catch (IllegalArgumentException unknown) {
            out.println("The definition " + unknown.getMessage());
        } catch (UncheckedIOException unreadable) {
            out.println("The file cannot be read: " + unreadable.getMessage());
        }
        return 2;
    }

    private static int run(Request request, PrintStream out) {
        Definition definition = Definitions.open(request.name());
        Optional<String> unknown = request.values().keySet().stream()
                .filter(name -> !definition.facts().values().contains(name))
                .findFirst();
        if (unknown.isPresent()) {
            out.println(definition.facts().name() + " has no value " + unknown.get() + "; it has "
                    + definition.facts().values());
            return 2;
        }
        if (!request.options().isEmpty()) {
            return explain(definition, request, out);
        }
        List<CheckResult> results = new ArrayList<>(definition.check(request.values()));
        Optional<Place> facts = Definitions.facts(request.name());
        if (facts.isPresent()) {
            results.addAll(explanation(definition).compare(facts.get()));
        }
        return print(results, out);
    }

    private static Explanation explanation(Definition definition) {
        return definition
                .explanation()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be of an HTTP provider: facts and examples are about its answers"));
    }

    private static int explain(Definition definition, Request request, PrintStream out) {
        Explanation explanation = explanation(definition);
        Map<String, String> options = request.options();
        if (options.containsKey("--show")) {
            out.println(explanation.call(request.values()));
        } else if (options.containsKey("--answer")) {
            out.println(explanation.answer(
                    Integer.parseInt(options.getOrDefault("--status", "")),
                    content(options.getOrDefault("--answer", ""))));
        } else {
            out.println(explanation.receipt(content(options.getOrDefault("--receipt", ""))));
        }
        return 0;
    }

    private static byte[] content(String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int print(List<CheckResult> results, PrintStream out) {
        if (results.isEmpty()) {
            out.println("There is nothing to check: this provider brings no check of its own.");
            return 0;
        }
        int width = results.stream()
                .mapToInt(result -> result.part().length())
                .max()
                .orElse(0);
        results.forEach(result -> out.println(String.format(
                Locale.ROOT,
                "%-4s  %-" + width + "s  %s",
                result.passed() ? "ok" : "FAIL",
                result.part(),
                result.detail())));
        long failures = results.stream().filter(result -> !result.passed()).count();
        out.println(
                failures == 0 ? "All " + results.size() + " passed." : failures + " of " + results.size() + " failed.");
        return failures == 0 ? 0 : 1;
    }
}
