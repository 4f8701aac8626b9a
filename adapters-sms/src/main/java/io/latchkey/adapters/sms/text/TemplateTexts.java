package io.latchkey.adapters.sms.text;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.latchkey.adapters.sms.text.TemplateFinding.Rule;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles the texts of an installation and renders them. Immutable. */
final class TemplateTexts {
    /** The variables that {@link #render} adds for a page. */
    static final Set<String> PAGE = Set.of("subject", "language", "direction");

    /** Not allowed in subjects, because subjects end up in previews, notifications and logs. */
    static final Set<String> NOT_IN_SUBJECT = Set.of("code", "link");

    private static final String SUBJECT = "Subject: ";
    private static final Pattern PARSE_ERROR_LINE = Pattern.compile(" @ line ([0-9]+)$");
    private static final Pattern SECTION = Pattern.compile("\\{\\{([#^/])");
    /** Deeper nesting is a slip, and would end in a stack without end. */
    private static final int DEEPEST_SECTION = 16;

    private static final Duration TWO_HOURS = Duration.ofHours(2);

    /**
     * A message's text in one language.
     *
     * @param bodyLine the first line of the body
     */
    record Text(
            String name,
            @Nullable Template subject,
            Template body,
            int bodyLine,
            @Nullable Template html) {
        String language() {
            return TemplateFiles.languageOf(name);
        }

        ContactKind kind() {
            return TemplateFiles.channelOf(name);
        }

        String message() {
            return TemplateFiles.messageOf(name);
        }
    }

    private final TemplateSettings settings;
    private final TemplateFiles files;
    private final Map<String, Text> texts = new TreeMap<>();
    private final Map<String, Template> lifetimes = new TreeMap<>();
    private final List<TemplateFinding> findings = new ArrayList<>();
    private final @Nullable Template layout;

    TemplateTexts(TemplateSettings settings, TemplateFiles files) {
        this.settings = settings;
        this.files = files;
        this.layout = compile(TemplateFiles.LAYOUT, files.get(TemplateFiles.LAYOUT), 1, true);
        for (String name : files.names()) {
            if (name.endsWith("/" + TemplateFiles.LIFETIME)) {
                Template lifetime = compile(name, files.get(name), 1, false);
                if (lifetime != null) {
                    lifetimes.put(name, lifetime);
                }
            } else if (name.endsWith(".txt")) {
                read(name).ifPresent(text -> texts.put(name, text));
            } else if (!name.equals(TemplateFiles.LAYOUT)
                    && files.find(textNameOf(name)).isEmpty()) {
                refuse(name, 1, Rule.FILE_NAME, "needs " + textNameOf(name) + " beside it");
            }
        }
    }

    /** A finding for each text that could not be compiled. These texts are missing from the others. */
    List<TemplateFinding> findings() {
        return List.copyOf(findings);
    }

    Optional<Text> find(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** All texts, sorted by name. */
    List<Text> all() {
        return List.copyOf(texts.values());
    }

    /** The texts that word lifetimes, by name. */
    Map<String, Template> lifetimes() {
        return lifetimes;
    }

    /** The page around every e-mail without a page of its own; empty when it could not be compiled. */
    Optional<Template> layout() {
        return Optional.ofNullable(layout);
    }

    private Optional<Text> read(String name) {
        String source = files.get(name);
        if (TemplateFiles.channelOf(name) == ContactKind.PHONE) {
            return Optional.ofNullable(compile(name, source, 1, false))
                    .map(body -> new Text(name, null, body, 1, null));
        }
        int subjectEnd = source.indexOf('\n');
        if (!source.startsWith(SUBJECT) || subjectEnd < 0) {
            refuse(name, 1, Rule.SYNTAX, "does not begin with a line \"" + SUBJECT + "...\" and a text after it");
            return Optional.empty();
        }
        Template subject = compile(name, source.substring(SUBJECT.length(), subjectEnd), 1, false);
        String words = source.substring(subjectEnd).strip();
        int bodyLine = TemplateFiles.lineAt(source, source.indexOf(words, subjectEnd));
        Template body = compile(name, words, bodyLine, false);
        String htmlName = htmlNameOf(name);
        Optional<String> htmlSource = files.find(htmlName);
        Template html = htmlSource.map(page -> compile(htmlName, page, 1, true)).orElse(null);
        if (subject == null || body == null || htmlSource.isPresent() && html == null) {
            return Optional.empty();
        }
        return Optional.of(new Text(name, subject, body, bodyLine, html));
    }

    private @Nullable Template compile(String name, String source, int firstLine, boolean html) {
        int tooDeep = tooDeepAt(source);
        if (tooDeep >= 0) {
            int line = TemplateFiles.lineAt(source, tooDeep);
            refuse(
                    name,
                    firstLine - 1 + line,
                    Rule.SYNTAX,
                    "is no template: sections are nested more than " + DEEPEST_SECTION + " deep");
            return null;
        }
        try {
            return Mustache.compiler()
                    .escapeHTML(html)
                    .strictSections(true)
                    .emptyStringIsFalse(true)
                    .withLoader(partial -> new StringReader(partial(name, partial)))
                    .compile(source);
        } catch (MustacheException malformed) {
            String message = String.valueOf(malformed.getMessage());
            Matcher line = PARSE_ERROR_LINE.matcher(message);
            boolean isKnown = line.find();
            refuse(
                    name,
                    firstLine - 1 + (isKnown ? Integer.parseInt(line.group(1)) : 1),
                    Rule.SYNTAX,
                    "is no template: " + (isKnown ? message.substring(0, line.start()) : message));
        } catch (StringIndexOutOfBoundsException emptyTag) {
            int line = TemplateFiles.lineAt(source, Math.max(0, source.indexOf("{{}}")));
            refuse(name, firstLine - 1 + line, Rule.SYNTAX, "is no template: a tag without a name");
        }
        return null;
    }

    /** Where a section begins that is nested too deep; -1 where none is. */
    private static int tooDeepAt(String source) {
        int depth = 0;
        Matcher tag = SECTION.matcher(source);
        while (tag.find()) {
            depth += tag.group(1).equals("/") ? -1 : 1;
            if (depth > DEEPEST_SECTION) {
                return tag.start();
            }
        }
        return -1;
    }

    /** The only partial, which words the code's lifetime in the language of the surrounding text. */
    private String partial(String name, String partial) {
        Optional<String> lifetime = partial.equals("lifetime") && !name.equals(TemplateFiles.LAYOUT)
                ? files.findLifetime(TemplateFiles.languageOf(name))
                : Optional.empty();
        return lifetime.map(files::get).orElseThrow(() -> new MustacheException("there is no partial " + partial));
    }

    private void refuse(String name, int line, Rule rule, String sentence) {
        findings.add(new TemplateFinding(name, line, rule, sentence));
    }

    /**
     * The variables that a text may name.
     *
     * @param purpose of a code or a link; empty for a notice
     * @param code empty when the message carries none
     * @param link empty when the message carries none
     */
    Map<String, Object> variables(
            Text text, Optional<OtpPurpose> purpose, Optional<String> code, Optional<String> link, Duration timeLeft) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("site", settings.site());
        variables.put("host", settings.host());
        if (purpose.isEmpty()) {
            return variables;
        }
        code.ifPresent(value -> variables.put("code", value));
        long minutes = Math.max(1, Math.round(timeLeft.toSeconds() / 60.0));
        long hours = Math.round(minutes / 60.0);
        boolean inHours = minutes >= TWO_HOURS.toMinutes();
        variables.put("minutes", Long.toString(minutes));
        variables.put("oneMinute", minutes == 1);
        variables.put("hours", Long.toString(hours));
        variables.put("inHours", inHours);
        variables.putAll(plurals(text.language(), inHours ? hours : minutes));
        purpose.flatMap(OtpPurpose::customName)
                .ifPresent(name -> variables.put("purpose", settings.purposeName(name, text.language())));
        if (text.kind() == ContactKind.EMAIL && purpose.get().builtIn().equals(OtpPurpose.RESET_PASSWORD)) {
            variables.put("link", link.orElse(""));
        }
        return variables;
    }

    /** The plural categories of a bundled language other than one and other (Unicode CLDR, language plural rules). */
    private static Map<String, Object> plurals(String language, long number) {
        long rest = number % 100;
        boolean few = switch (TemplateFiles.languages(language)
                .get(TemplateFiles.languages(language).size() - 1)) {
            case "ar" -> rest >= 3 && rest <= 10;
            case "pl" -> number % 10 >= 2 && number % 10 <= 4 && (rest < 12 || rest > 14);
            default -> false;
        };
        return Map.of("two", number == 2, "few", few);
    }

    /** The rendered text without the line that is added to an SMS. */
    String words(Text text, Map<String, Object> variables) {
        return text.body().execute(variables).strip().replaceAll("\n{3,}", "\n\n");
    }

    /** @param purpose of the code in the text; empty when there is none */
    RenderedMessage render(Text text, Optional<OtpPurpose> purpose, Map<String, Object> variables) {
        String template = text.message() + "/" + text.language();
        String words = words(text, variables);
        Template subjectTemplate = text.subject();
        if (subjectTemplate == null) {
            return new RenderedMessage(
                    template,
                    text.language(),
                    Optional.empty(),
                    withCodeLine(words, purpose, variables),
                    Optional.empty(),
                    Optional.empty());
        }
        Map<String, Object> harmless = new HashMap<>(variables);
        harmless.keySet().removeAll(NOT_IN_SUBJECT);
        String subject =
                subjectTemplate.execute(harmless).replaceAll("\\s+", " ").strip();
        Optional<String> link =
                Optional.ofNullable((String) variables.get("link")).filter(address -> !address.isEmpty());
        return new RenderedMessage(
                template,
                text.language(),
                Optional.of(subject),
                words + "\n",
                Optional.of(html(text, subject, words, variables)),
                link);
    }

    /**
     * Adds the code line. Phones and browsers fill the code in only when it is the last line, and ignore what follows the code in it
     * ("Origin-bound one-time codes delivered via SMS", WICG, 3.1). So an app for Android finds its hash there, at the end of the message
     * (SMS Retriever API, "Construct a verification message").
     */
    private String withCodeLine(String words, Optional<OtpPurpose> purpose, Map<String, Object> variables) {
        Object code = variables.get("code");
        String hash = purpose.flatMap(settings::androidHash).map(" "::concat).orElse("");
        return code == null ? words : words + "\n@" + settings.host() + " #" + code + hash;
    }

    private String html(Text text, String subject, String words, Map<String, Object> variables) {
        Map<String, Object> page = new HashMap<>(variables);
        page.put("subject", subject);
        page.put("language", text.language());
        page.put("direction", direction(words));
        Template own = text.html();
        if (own != null) {
            return own.execute(page) + "\n";
        }
        page.put("paragraphs", paragraphs(words, variables));
        return layout().orElseThrow().execute(page) + "\n";
    }

    /** The writing direction of most letters, because names of hosts and sites are Latin in texts of every script. */
    private static String direction(String words) {
        long rightToLeft = words.codePoints()
                .map(Character::getDirectionality)
                .filter(way -> way == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || way == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                .count();
        long leftToRight = words.codePoints()
                .map(Character::getDirectionality)
                .filter(way -> way == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                .count();
        return rightToLeft > leftToRight ? "rtl" : "ltr";
    }

    private static List<Map<String, Object>> paragraphs(String words, Map<String, Object> variables) {
        List<Map<String, Object>> paragraphs = new ArrayList<>();
        for (String paragraph : words.split("\n\\s*\n", -1)) {
            String text = paragraph.strip();
            boolean isCode = text.equals(variables.get("code"));
            boolean isLink = !isCode && !text.isEmpty() && text.equals(variables.get("link"));
            paragraphs.add(Map.of("text", text, "isCode", isCode, "isLink", isLink, "isText", !isCode && !isLink));
        }
        return paragraphs;
    }

    static String htmlNameOf(String textName) {
        return textName.substring(0, textName.lastIndexOf('.')) + ".html";
    }

    private static String textNameOf(String htmlName) {
        return htmlName.substring(0, htmlName.lastIndexOf('.')) + ".txt";
    }
}
