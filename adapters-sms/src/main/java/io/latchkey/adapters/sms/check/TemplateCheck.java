package io.latchkey.adapters.sms.check;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.provider.Definition;
import io.latchkey.adapters.sms.provider.Definitions;
import io.latchkey.adapters.sms.provider.Price;
import io.latchkey.adapters.sms.provider.ProviderFacts;
import io.latchkey.adapters.sms.text.TemplateFinding;
import io.latchkey.adapters.sms.text.TemplateLint;
import io.latchkey.adapters.sms.text.TemplateSettings;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Judges message texts as the start does, and prints what each SMS costs. */
public final class TemplateCheck {
    private static final String USAGE =
            "Usage: template check [folder] [--site name] [--host name] [--max-segments N] [--strict]"
                    + " [--provider file-or-name]";
    /** Values as long as those of most installations, so that a text which fits here fits most of them. */
    private static final Map<String, String> STANDARD =
            Map.of("--site", "Example Company", "--host", "accounts.example-shop.com", "--max-segments", "1");

    private final PrintStream out;
    private final Optional<Path> folder;
    private final Map<String, String> options;
    private final boolean isStrict;

    private TemplateCheck(PrintStream out, Optional<Path> folder, Map<String, String> options, boolean isStrict) {
        this.out = out;
        this.folder = folder;
        this.options = options;
        this.isStrict = isStrict;
    }

    /**
     * @param arguments the folder, if there is one, and options
     * @return 0 when the texts can be used; 1 when they cannot, or when {@code --strict} is given and anything was
     *     found; 2 when the arguments are wrong or the folder cannot be read
     */
    public static int command(List<String> arguments, PrintStream out) {
        Map<String, String> options = new HashMap<>(STANDARD);
        Optional<Path> folder = Optional.empty();
        boolean isStrict = false;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--strict")) {
                isStrict = true;
            } else if (STANDARD.containsKey(argument) || argument.equals("--provider")) {
                if (++i == arguments.size()) {
                    return refuse(out, USAGE);
                }
                options.put(argument, arguments.get(i));
            } else if (argument.startsWith("--") || folder.isPresent()) {
                return refuse(out, USAGE);
            } else {
                folder = Optional.of(Path.of(argument));
            }
        }
        try {
            return new TemplateCheck(out, folder, options, isStrict).run();
        } catch (InvalidDefinitionException refused) {
            return refuse(out, String.valueOf(refused.getMessage()));
        } catch (UncheckedIOException unreadable) {
            return refuse(out, "The definition cannot be read: " + unreadable.getMessage());
        } catch (IllegalArgumentException refused) {
            return refuse(out, "The " + refused.getMessage() + ".");
        }
    }

    private static int refuse(PrintStream out, String sentence) {
        out.println(sentence);
        return 2;
    }

    private int run() {
        int maxSegments = maxSegments();
        Optional<Definition> provider =
                Optional.ofNullable(options.get("--provider")).map(TemplateCheck::definition);
        TemplateLint.Report report = TemplateLint.check(
                new TemplateSettings(
                        options.getOrDefault("--site", ""),
                        options.getOrDefault("--host", ""),
                        Locale.ENGLISH,
                        folder,
                        Optional.empty()),
                maxSegments);
        printLengths(report.sms());
        provider.ifPresent(definition -> printPrices(definition.facts(), mostSegments(report.sms())));
        report.findings().forEach(this::print);
        long errors = report.findings().stream().filter(this::isError).count();
        out.println(report.sms().size() + " SMS and " + report.mails() + " e-mail texts: " + count(errors, "error")
                + ", " + count(report.findings().size() - errors, "warning") + ".");
        return errors == 0 ? 0 : 1;
    }

    private int maxSegments() {
        String number = options.getOrDefault("--max-segments", "");
        if (!number.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("option --max-segments must be a whole number from 1 to 99");
        }
        return Integer.parseInt(number);
    }

    private static Definition definition(String fileOrName) {
        try {
            return Definitions.open(fileOrName);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("option --provider " + unknown.getMessage(), unknown);
        }
    }

    private boolean isError(TemplateFinding finding) {
        return isStrict || finding.isError();
    }

    private void print(TemplateFinding finding) {
        out.println(finding.file() + ":" + finding.line() + ": " + (isError(finding) ? "error" : "warning") + ": "
                + finding.sentence());
    }

    private void printLengths(List<TemplateLint.SmsLength> texts) {
        int width = texts.stream().mapToInt(text -> text.file().length()).max().orElse(0);
        String row = "%-" + width + "s  %8s  %7s  %s";
        out.println(line(row, "text", "segments", "length", "alphabet"));
        texts.forEach(text -> out.println(line(
                row,
                text.file(),
                text.segments(),
                text.units() + "/" + text.limit(),
                text.beyondGsm7().isEmpty() ? "GSM" : "UCS-2: " + TemplateLint.names(text.beyondGsm7()))));
        out.println();
    }

    /** Number of columns; at least two, because readers look for the cost of a second segment. */
    private static int mostSegments(List<TemplateLint.SmsLength> texts) {
        return texts.stream().mapToInt(TemplateLint.SmsLength::segments).reduce(2, Math::max);
    }

    private void printPrices(ProviderFacts provider, int mostSegments) {
        if (provider.price().isEmpty()) {
            out.println(provider.name() + " has no section price.");
            out.println();
            return;
        }
        Price price = provider.price().get();
        out.println("What " + provider.name() + " takes for an SMS, in " + price.currency() + ", by its segments:");
        out.println(line(
                "%-8s%s",
                "country",
                IntStream.rangeClosed(1, mostSegments)
                        .mapToObj(segments -> line("  %10d", segments))
                        .collect(Collectors.joining())));
        new TreeSet<>(price.countries().keySet())
                .forEach(country -> printPrice(country, price.of(country), mostSegments));
        printPrice("other", price.standard(), mostSegments);
        out.println();
    }

    private void printPrice(String country, BigDecimal segment, int mostSegments) {
        out.println(line(
                "%-8s%s",
                country,
                IntStream.rangeClosed(1, mostSegments)
                        .mapToObj(segments -> line(
                                "  %10s",
                                segment.multiply(BigDecimal.valueOf(segments)).toPlainString()))
                        .collect(Collectors.joining())));
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String line(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells);
    }
}
