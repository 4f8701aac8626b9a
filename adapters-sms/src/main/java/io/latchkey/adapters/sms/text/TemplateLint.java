package io.latchkey.adapters.sms.text;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.latchkey.adapters.sms.text.TemplateFinding.Rule;
import io.latchkey.adapters.sms.text.TemplateTexts.Text;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges an installation's texts. Every text must compile and render, carry its code and no link beside the code. The
 * cost of each SMS is counted. Nothing is sent.
 */
public final class TemplateLint {
    private static final String SAMPLE_CODE = "483920";
    private static final String SAMPLE_PURPOSE = "approve payment";
    private static final String SAMPLE_LINK = "https://example.org/token";
    /** Replaces the operator's name, so that a link in the text is the text's own. */
    private static final String PLAIN_SITE = "Site";

    private static final String PLAIN_HOST = "host.example";

    /** Lifetimes at which plural forms change, and the longest in minutes and in hours. */
    private static final List<Duration> LIFETIMES = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(119),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(24));

    private static final Set<String> PARAGRAPH = Set.of("paragraphs", "text", "isText", "isCode", "isLink");
    private static final Pattern LINK = Pattern.compile(
            "[a-z][a-z0-9+.-]*://\\S+|\\bwww\\.\\S+|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*(?:\\.[\\p{L}\\p{M}\\p{N}-]+)*\\.\\p{L}{2,}(?:/\\S*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE_LINE = Pattern.compile("(?m)^\\s*@\\S+ +#\\S+");
    private static final int MOST_NAMED = 5;

    /**
     * Result of judging.
     *
     * @param findings sorted by file and line
     * @param sms every SMS text with its cost, sorted by file; texts that cannot be rendered are left out
     * @param mails number of e-mail texts
     */
    public record Report(List<TemplateFinding> findings, List<SmsLength> sms, int mails) {}

    /**
     * The greatest length of an SMS.
     *
     * @param file name of its text
     * @param segments each costs money
     * @param units septets, or UTF-16 units when a character is beyond GSM 7-bit
     * @param limit units that one segment holds
     * @param beyondGsm7 the characters that force UCS-2, each once
     */
    public record SmsLength(String file, int segments, int units, int limit, List<String> beyondGsm7) {
        private static SmsLength of(String file, String message) {
            return new SmsLength(
                    file,
                    SmsSegments.count(message),
                    SmsSegments.units(message),
                    SmsSegments.limit(message),
                    SmsSegments.beyondGsm7(message));
        }
    }

    private final TemplateSettings settings;
    private final TemplateFiles files;
    private final TemplateTexts texts;
    private final int maxSegments;
    private final Set<TemplateFinding> findings = new TreeSet<>();
    private final List<SmsLength> sms = new ArrayList<>();

    /** @param maxSegments segments an SMS may take without a warning, 1 or more */
    TemplateLint(TemplateSettings settings, TemplateFiles files, TemplateTexts texts, int maxSegments) {
        this.settings = settings;
        this.files = files;
        this.texts = texts;
        this.maxSegments = maxSegments;
    }

    /**
     * Judges the bundled texts and those in the settings' folder.
     *
     * @param maxSegments segments an SMS may take without a warning, 1 or more
     * @throws IllegalArgumentException when the folder cannot be read
     */
    public static Report check(TemplateSettings settings, int maxSegments) {
        TemplateFiles files = new TemplateFiles(settings.folder());
        return new TemplateLint(settings, files, new TemplateTexts(settings, files), maxSegments).report();
    }

    Report report() {
        findings.addAll(files.findings());
        findings.addAll(texts.findings());
        texts.layout()
                .ifPresent(layout -> inspect(
                        layout, TemplateFiles.LAYOUT, 1, union(Set.of("site", "host"), TemplateTexts.PAGE, PARAGRAPH)));
        texts.all().forEach(this::inspect);
        texts.lifetimes()
                .forEach((name, lifetime) -> inspect(
                        lifetime,
                        name,
                        1,
                        Set.of("site", "host", "minutes", "oneMinute", "hours", "inHours", "two", "few")));
        Set<String> broken = findings.stream()
                .filter(TemplateFinding::isError)
                .map(TemplateFinding::file)
                .collect(Collectors.toSet());
        texts.all().stream()
                .filter(text -> parts(text).noneMatch(broken::contains))
                .forEach(this::tryOut);
        nameMissing();
        return new Report(List.copyOf(findings), List.copyOf(sms), (int) texts.all().stream()
                .filter(text -> text.kind() == ContactKind.EMAIL)
                .count());
    }

    private void inspect(Text text) {
        Set<String> known = variables(text, "", LIFETIMES.get(0)).keySet();
        inspect(text.body(), text.name(), text.bodyLine(), known);
        Template subject = text.subject();
        if (subject != null) {
            Set<String> harmless = new HashSet<>(known);
            harmless.removeAll(TemplateTexts.NOT_IN_SUBJECT);
            inspect(subject, text.name(), 1, harmless, true);
        }
        Template html = text.html();
        if (html != null) {
            inspect(html, TemplateTexts.htmlNameOf(text.name()), 1, union(known, TemplateTexts.PAGE));
        }
    }

    /** Inspects every tag, including those that no sample reaches. */
    private void inspect(Template template, String file, int firstLine, Set<String> known) {
        inspect(template, file, firstLine, known, false);
    }

    private void inspect(Template template, String file, int firstLine, Set<String> known, boolean isSubject) {
        template.visit(new Mustache.Visitor() {
            @Override
            public void visitText(String words) {}

            @Override
            public void visitVariable(String name) {
                if (!known.contains(name)) {
                    unknown(name);
                }
            }

            @Override
            public boolean visitInclude(String name) {
                if (!name.equals("lifetime") || file.equals(TemplateFiles.LAYOUT)) {
                    add(file, lineOf(name), Rule.SYNTAX, "includes " + name + ", which there is not");
                } else if (!known.contains("minutes") || file.endsWith("/" + TemplateFiles.LIFETIME)) {
                    add(file, lineOf(name), Rule.KNOWN_VARIABLES, "includes lifetime, but has no code that has one");
                } else if (files.findLifetime(TemplateFiles.languageOf(file)).isEmpty()) {
                    String missing = TemplateFiles.lifetimeName(TemplateFiles.languageOf(file));
                    add(file, lineOf(name), Rule.SYNTAX, "includes lifetime, but " + missing + " is missing");
                }
                return false;
            }

            @Override
            public boolean visitParent(String name) {
                add(file, lineOf(name), Rule.SYNTAX, "inherits from " + name + ", which there is not");
                return false;
            }

            @Override
            public boolean visitSection(String name) {
                visitVariable(name);
                return true;
            }

            @Override
            public boolean visitInvertedSection(String name) {
                visitVariable(name);
                return true;
            }

            private void unknown(String name) {
                boolean isKeptOut = isSubject && TemplateTexts.NOT_IN_SUBJECT.contains(name);
                add(
                        file,
                        lineOf(name),
                        isKeptOut ? Rule.SUBJECT_WITHOUT_CODE : Rule.KNOWN_VARIABLES,
                        isKeptOut
                                ? "has {{" + name + "}} in its subject, which previews and logs show"
                                : "names {{" + name + "}}, which is not among " + new TreeSet<>(known));
            }

            private int lineOf(String name) {
                return lineOfTag(file, name, firstLine);
            }
        });
    }

    /** The files that the text is made of. */
    private Stream<String> parts(Text text) {
        return Stream.concat(
                Stream.of(text.name(), TemplateFiles.LAYOUT, TemplateTexts.htmlNameOf(text.name())),
                files.findLifetime(text.language()).stream());
    }

    private void tryOut(Text text) {
        try {
            if (text.kind() == ContactKind.PHONE) {
                tryOutSms(text);
            } else {
                tryOutMail(text);
            }
        } catch (MustacheException unknownVariable) {
            int line = unknownVariable instanceof MustacheException.Context place ? place.lineNo : 1;
            boolean isPage = files.find(TemplateTexts.htmlNameOf(text.name())).isPresent();
            add(
                    isPage ? TemplateTexts.htmlNameOf(text.name()) : text.name(),
                    line,
                    Rule.KNOWN_VARIABLES,
                    "cannot be put into words: " + unknownVariable.getMessage());
        }
    }

    private void tryOutSms(Text text) {
        String longestMessage = "";
        for (Duration timeLeft : LIFETIMES) {
            Map<String, Object> variables = variables(text, "", timeLeft);
            String message = texts.render(text, purpose(text), variables).text();
            if (SmsSegments.units(message) > SmsSegments.units(longestMessage)) {
                longestMessage = message;
            }
            Map<String, Object> plain = new HashMap<>(variables);
            plain.put("site", PLAIN_SITE);
            plain.put("host", PLAIN_HOST);
            String words = texts.words(text, plain);
            requireClosedTags(text.name(), words);
            if (variables.containsKey("code")) {
                judgeWordsWithCode(text, words);
            }
        }
        SmsLength longest = SmsLength.of(text.name(), longestMessage);
        sms.add(longest);
        if (longest.segments() > maxSegments) {
            add(text.name(), 1, Rule.SEGMENTS, lengthSentence(longest));
        }
    }

    private void judgeWordsWithCode(Text text, String words) {
        if (!words.contains(SAMPLE_CODE)) {
            add(text.name(), 1, Rule.CODE_PRESENT, "does not always hold {{code}}");
        }
        Matcher codeLine = CODE_LINE.matcher(words);
        if (codeLine.find()) {
            add(
                    text.name(),
                    lineOf(text.name(), "@"),
                    Rule.CODE_LINE_LAST,
                    "holds a line \"@host #code\", which is added after its end");
            return;
        }
        Matcher link = LINK.matcher(words);
        while (link.find()) {
            boolean isHost = link.group().contains(PLAIN_HOST);
            add(
                    text.name(),
                    isHost ? lineOfTag(text.name(), "host", 1) : lineOf(text.name(), link.group()),
                    Rule.NO_LINK_BESIDE_CODE,
                    isHost
                            ? "holds {{host}}, of which phones make a link, beside a code"
                            : "holds " + link.group() + ", of which phones make a link, beside a code");
        }
    }

    private void tryOutMail(Text text) {
        boolean isLinkAlone = text.message().equals(TemplateFiles.RESET_LINK);
        for (String link : isLinkAlone ? List.of(SAMPLE_LINK) : List.of("", SAMPLE_LINK)) {
            Map<String, Object> variables = variables(text, link, LIFETIMES.get(0));
            RenderedMessage mail = texts.render(text, purpose(text), variables);
            requireClosedTags(text.name(), mail.subject().orElseThrow() + mail.text());
            if (variables.containsKey("code")) {
                require(text, mail, "code", SAMPLE_CODE, Rule.CODE_PRESENT);
            }
            if (isLinkAlone) {
                require(text, mail, "link", "example.org", Rule.LINK_PRESENT);
            }
        }
    }

    private void require(Text text, RenderedMessage mail, String name, String value, Rule rule) {
        if (!mail.text().contains(value)) {
            add(text.name(), 1, rule, "does not always hold {{" + name + "}}");
        } else if (!mail.html().orElseThrow().contains(value)) {
            boolean isOwn = text.html() != null;
            add(
                    isOwn ? TemplateTexts.htmlNameOf(text.name()) : TemplateFiles.LAYOUT,
                    1,
                    rule,
                    isOwn ? "does not always hold {{" + name + "}}" : "does not show all paragraphs");
        }
    }

    /** Finds unclosed tags. The template engine takes them for plain text instead of an error. */
    private void requireClosedTags(String name, String words) {
        if (words.contains("{{") || words.contains("}}")) {
            add(name, lineOf(name, words.contains("{{") ? "{{" : "}}"), Rule.SYNTAX, "has a tag that is never closed");
        }
    }

    private Map<String, Object> variables(Text text, String link, Duration timeLeft) {
        boolean hasCode = text.message().startsWith("code-");
        Map<String, Object> variables = texts.variables(
                text,
                purpose(text),
                hasCode ? Optional.of(SAMPLE_CODE) : Optional.empty(),
                Optional.of(link).filter(address -> !address.isEmpty()),
                timeLeft);
        variables.computeIfPresent(
                "purpose",
                (key, name) -> settings.longestPurposeName(text.language()).orElse(SAMPLE_PURPOSE));
        return variables;
    }

    /** A purpose that the text is for; empty for a notice. */
    private static Optional<OtpPurpose> purpose(Text text) {
        boolean hasPurpose =
                text.message().startsWith("code-") || text.message().equals(TemplateFiles.RESET_LINK);
        return hasPurpose ? Optional.of(samplePurpose(text.message())) : Optional.empty();
    }

    private static OtpPurpose samplePurpose(String message) {
        if (message.equals(TemplateFiles.RESET_LINK)) {
            return OtpPurpose.RESET_PASSWORD;
        }
        if (message.equals(TemplateFiles.ofApp(TemplateFiles.RESET_OR_ACCESS))) {
            return TemplateFiles.RESET_OR_ACCESS;
        }
        String purpose = message.substring("code-".length());
        if (purpose.equals("custom")) {
            return new OtpPurpose("custom:approve-payment");
        }
        return new OtpPurpose(purpose.startsWith("custom-") ? purpose.replaceFirst("-", ":") : purpose);
    }

    private String lengthSentence(SmsLength length) {
        String what = "takes " + length.segments() + " segments: " + length.units();
        if (length.beyondGsm7().isEmpty()) {
            return what + " septets, where one holds " + length.limit();
        }
        String source = files.get(length.file());
        boolean isOfText = length.beyondGsm7().stream().anyMatch(source::contains);
        return what + " UTF-16 units, where one holds " + length.limit() + ", because of " + names(length.beyondGsm7())
                + (isOfText ? "" : " in the site's name") + ", which the GSM alphabet lacks";
    }

    /** The characters with their code points: {@code ş (U+015F)}; of many, only the first few. */
    public static String names(List<String> characters) {
        String named = characters.stream()
                .limit(MOST_NAMED)
                .map(character -> String.format(Locale.ROOT, "%s (U+%04X)", character, character.codePointAt(0)))
                .collect(Collectors.joining(", "));
        int others = characters.size() - MOST_NAMED;
        return others > 0 ? named + " and " + others + " more" : named;
    }

    /**
     * Reports missing texts. A language with one text of its own needs all of them, unless a shorter tag has the rest.
     */
    private void nameMissing() {
        Set<String> languages = new LinkedHashSet<>();
        texts.all().forEach(text -> languages.add(text.language()));
        for (String language : languages) {
            for (ContactKind kind : ContactKind.values()) {
                for (String message : TemplateFiles.messageNames(kind)) {
                    boolean isThere = TemplateFiles.languages(language).stream()
                            .anyMatch(tag -> files.find(TemplateFiles.textName(tag, kind, message))
                                    .isPresent());
                    if (!isThere) {
                        add(
                                TemplateFiles.textName(language, kind, message),
                                1,
                                Rule.COMPLETE_LANGUAGE,
                                "is missing, so that such messages go out in another language");
                    }
                }
            }
        }
    }

    private void add(String file, int line, Rule rule, String sentence) {
        findings.add(new TemplateFinding(file, line, rule, sentence));
    }

    private int lineOfTag(String file, String name, int firstLine) {
        String source = files.get(file);
        Matcher tag = Pattern.compile("\\{\\{\\{?[#^&>/<]?\\s*" + Pattern.quote(name) + "\\s*}")
                .matcher(source);
        while (tag.find()) {
            int line = TemplateFiles.lineAt(source, tag.start());
            if (line >= firstLine) {
                return line;
            }
        }
        return lineOf(file, name);
    }

    private int lineOf(String file, String words) {
        String source = files.get(file);
        return TemplateFiles.lineAt(source, Math.max(0, source.indexOf(words)));
    }

    @SafeVarargs
    private static Set<String> union(Collection<String>... sets) {
        Set<String> all = new HashSet<>();
        for (Collection<String> set : sets) {
            all.addAll(set);
        }
        return all;
    }
}
