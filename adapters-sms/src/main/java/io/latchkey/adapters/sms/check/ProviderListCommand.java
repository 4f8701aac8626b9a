package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.provider.Definition;
import io.latchkey.adapters.sms.provider.Definitions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Lists the definitions there are, and the documents that each was compared with. */
public final class ProviderListCommand {
    private static final String FORMAT = "%-24s  %-8s  %-8s  %s";

    private ProviderListCommand() {}

    /**
     * Prints a line for each bundled definition, and for each definition in a folder. The column {@code codes} says who
     * makes and checks the codes.
     *
     * @param arguments the operator's folder of definitions, or nothing
     * @return 0, or 2 when the arguments are wrong or a file cannot be read
     */
    public static int command(List<String> arguments, PrintStream out) {
        if (arguments.size() > 1 || arguments.size() == 1 && !Files.isDirectory(Path.of(arguments.get(0)))) {
            out.println("Usage: provider list [folder]");
            return 2;
        }
        List<String> names = new ArrayList<>(Definitions.BUNDLED);
        names.sort(null);
        int code = 0;
        try {
            for (String folder : arguments) {
                names.addAll(files(Path.of(folder)));
            }
        } catch (IOException unreadable) {
            out.println("The folder cannot be read: " + unreadable.getMessage());
            code = 2;
        }
        out.println(String.format(Locale.ROOT, FORMAT, "name", "channel", "codes", "verified"));
        for (String name : names) {
            try {
                Definition definition = Definitions.open(name);
                out.println(String.format(
                        Locale.ROOT,
                        FORMAT,
                        definition.facts().name(),
                        definition.facts().channel().wireName(),
                        definition.ownsCodes() ? "provider" : "Latchkey",
                        Definitions.facts(name)
                                .map(facts -> FactsReader.read(facts).verification())
                                .orElse("no")));
            } catch (InvalidDefinitionException refused) {
                out.println(refused.getMessage());
                code = 2;
            } catch (UncheckedIOException unreadable) {
                out.println(name + " cannot be read: " + unreadable.getMessage());
                code = 2;
            }
        }
        return code;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".yaml") && !file.endsWith(".facts.yaml"))
                    .sorted()
                    .toList();
        }
    }
}
