package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.provider.CheckResult;
import io.latchkey.adapters.sms.provider.Definition;
import io.latchkey.adapters.sms.provider.Definitions;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Checks a definition of any protocol and prints the results as a table. */
public final class ProviderCheckCommand {
    private ProviderCheckCommand() {}

    /**
     * Runs the check for a command line: a file or the name of a definition, then {@code --secret name=value} any
     * number of times.
     *
     * @return 0 when all parts passed, 1 when one failed, 2 when the arguments or the definition are wrong
     */
    public static int command(List<String> arguments, PrintStream out) {
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            String pair = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (!arguments.get(i).equals("--secret") || pair.indexOf('=') < 1) {
                out.println("Usage: provider check <file> [--secret name=value]...");
                return 2;
            }
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        if (arguments.isEmpty()) {
            out.println("Usage: provider check <file> [--secret name=value]...");
            return 2;
        }
        List<CheckResult> results;
        try {
            Definition definition = Definitions.open(arguments.get(0));
            Optional<String> unknown = values.keySet().stream()
                    .filter(name -> !definition.facts().values().contains(name))
                    .findFirst();
            if (unknown.isPresent()) {
                out.println(definition.facts().name() + " has no value " + unknown.get() + "; it has "
                        + definition.facts().values());
                return 2;
            }
            results = definition.check(values);
        } catch (InvalidDefinitionException refused) {
            out.println(refused.getMessage());
            return 2;
        } catch (IllegalArgumentException unknown) {
            out.println("The definition " + unknown.getMessage());
            return 2;
        } catch (UncheckedIOException unreadable) {
            out.println("The definition cannot be read: " + unreadable.getMessage());
            return 2;
        }
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
