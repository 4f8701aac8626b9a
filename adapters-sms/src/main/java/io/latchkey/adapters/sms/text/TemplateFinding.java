package io.latchkey.adapters.sms.text;

import java.util.Comparator;

/**
 * A fault in a text.
 *
 * @param file name of the file in its folder: {@code de/sms/code-sign-in.txt}
 * @param line first line of the fault, from 1
 * @param sentence phrase about the fault that follows the file's name; without a full stop
 */
public record TemplateFinding(String file, int line, Rule rule, String sentence)
        implements Comparable<TemplateFinding> {
    private static final Comparator<TemplateFinding> BY_PLACE = Comparator.comparing(TemplateFinding::file)
            .thenComparingInt(TemplateFinding::line)
            .thenComparing(TemplateFinding::rule)
            .thenComparing(TemplateFinding::sentence);

    /** How bad a finding is. */
    public enum Severity {
        /** The texts cannot be used. */
        ERROR,
        /** The texts can be used, but they cost more or do not serve every reader. */
        WARNING
    }

    /** A rule for texts. */
    public enum Rule {
        FILE_NAME(Severity.ERROR),
        READABLE_FILE(Severity.ERROR),
        SYNTAX(Severity.ERROR),
        KNOWN_VARIABLES(Severity.ERROR),
        SUBJECT_WITHOUT_CODE(Severity.ERROR),
        CODE_PRESENT(Severity.ERROR),
        LINK_PRESENT(Severity.ERROR),
        /** An SMS with a code holds no text that a phone turns into a link. */
        NO_LINK_BESIDE_CODE(Severity.ERROR),
        /** The line that binds a code to its host is added by the product and never written in a text. */
        CODE_LINE_LAST(Severity.ERROR),
        SEGMENTS(Severity.WARNING),
        COMPLETE_LANGUAGE(Severity.WARNING);

        private final Severity severity;

        Rule(Severity severity) {
            this.severity = severity;
        }
    }

    public Severity severity() {
        return rule.severity;
    }

    public boolean isError() {
        return severity() == Severity.ERROR;
    }

    @Override
    public int compareTo(TemplateFinding other) {
        return BY_PLACE.compare(this, other);
    }
}
