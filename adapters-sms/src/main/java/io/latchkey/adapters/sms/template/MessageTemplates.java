package io.latchkey.adapters.sms.template;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.delivery.MessageKind;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words messages. All texts are read, compiled and tried out once, so that a bad one stops the start and not a message. Immutable.
 *
 * <p>A text is looked for under the reader's language tag, then under ever shorter ones, then likewise for the installation's default
 * and at last in English.
 */
public final class MessageTemplates {
    private static final System.Logger LOG = System.getLogger(MessageTemplates.class.getName());
    private static final String SUBJECT = "Subject: ";
    private static final String SAMPLE_CODE = "483920";
    private static final String SAMPLE_LINK = "https://example.org/token";
    private static final Duration HOUR = Duration.ofHours(1);

    private final TemplateSettings settings;
    private final TemplateFiles files;
    private final Template layout;
    private final Map<String, Text> texts = new HashMap<>();

    /** @throws IllegalArgumentException naming the file that is refused */
    public MessageTemplates(TemplateSettings settings) {
        this.settings = settings;
        this.files = TemplateFiles.read(settings.folder());
        this.layout = compile(TemplateFiles.LAYOUT, source(TemplateFiles.LAYOUT), true);
        for (String name : files.names()) {
            if (name.endsWith(".txt") && !name.endsWith("/lifetime.txt")) {
                texts.put(name, read(name));
            } else if (name.endsWith(".html") && !name.equals(TemplateFiles.LAYOUT)) {
                requireText(name);
            }
        }
        texts.forEach(this::tryOut);
    }

    /** Puts a message into words. */
    public RenderedMessage render(OutboundMessage message) {
        Channel channel = message.contact().channel();
        Optional<String> link = channel == Channel.EMAIL ? link(message) : Optional.empty();
        boolean isLinkAlone = link.isPresent()
                && message.purpose().flatMap(OtpPurpose::audience).isPresent();
        Text text = choose(message.kind(), message.purpose(), isLinkAlone, channel, message.locale());
        return render(
                text,
                channel,
                variables(
                        message.purpose(),
                        isLinkAlone ? null : message.code().map(OtpCode::value).orElse(null),
                        link.orElse(null),
                        channel,
                        message.timeLeft()));
    }

    /** Texts of one message in one language. */
    private record Text(
            String template,
            String language,
            @Nullable Template subject,
            Template body,
            @Nullable Template html) {}

    private Text read(String name) {
        String language = languageOf(name);
        String source = source(name);
        if (channelOf(name) == Channel.SMS) {
            return new Text(messageOf(name) + '/' + language, language, null, compile(name, source, false), null);
        }
        int subjectEnd = source.indexOf('\n');
        if (!source.startsWith(SUBJECT) || subjectEnd < 0) {
            throw new IllegalArgumentException("template " + name + " must begin with a line \"" + SUBJECT + "...\"");
        }
        String htmlName = htmlNameOf(name);
        return new Text(
                messageOf(name) + '/' + language,
                language,
                compile(name, source.substring(SUBJECT.length(), subjectEnd), false),
                compile(name, source.substring(subjectEnd).strip(), false),
                files.find(htmlName).map(html -> compile(htmlName, html, true)).orElse(null));
    }

    private void requireText(String htmlName) {
        String textName = htmlName.substring(0, htmlName.length() - ".html".length()) + ".txt";
        if (files.find(textName).isEmpty()) {
            throw new IllegalArgumentException("template " + htmlName + " needs " + textName + " beside it");
        }
    }

    private Template compile(String name, String source, boolean html) {
        try {
            return Mustache.compiler()
                    .escapeHTML(html)
                    .strictSections(true)
                    .emptyStringIsFalse(true)
                    .withLoader(partial -> new StringReader(partial(name, partial)))
                    .compile(source);
        } catch (MustacheException malformed) {
            throw refused(name, malformed);
        }
    }

    /** The one partial there is words the code's lifetime; it comes in the language of the text around it. */
    private String partial(String name, String partial) {
        if (!partial.equals("lifetime") || name.equals(TemplateFiles.LAYOUT)) {
            throw new MustacheException("there is no partial " + partial);
        }
        return languages(languageOf(name)).stream()
                .flatMap(language -> files.find(language + "/lifetime.txt").stream())
                .findFirst()
                .orElseThrow(() -> new MustacheException(languageOf(name) + "/lifetime.txt is missing"));
    }

    private Text choose(
            MessageKind kind, Optional<OtpPurpose> purpose, boolean isLinkAlone, Channel channel, Locale locale) {
        List<String> names = new ArrayList<>();
        if (kind == MessageKind.CODE) {
            OtpPurpose wanted = purpose.orElseThrow();
            if (isLinkAlone) {
                names.add(TemplateFiles.RESET_LINK);
            }
            if (wanted.isCustom()) {
                names.add("code-" + wanted.value().replace(':', '-'));
            }
            names.add("code-" + wanted.base().family());
        } else {
            names.add(kind.wireName());
        }
        Set<String> languages = new LinkedHashSet<>(languages(tag(locale)));
        languages.addAll(languages(tag(settings.defaultLocale())));
        languages.add("en");
        for (String language : languages) {
            for (String name : names) {
                Text text = texts.get(TemplateFiles.textName(language, channel, name));
                if (text != null) {
                    return text;
                }
            }
        }
        throw new IllegalStateException("no text for " + names);
    }

    private static String tag(Locale locale) {
        return locale.stripExtensions().toLanguageTag();
    }

    /** The tag and what is left of it as subtags are cut off its end (RFC 4647 §3.4). */
    private static List<String> languages(String tag) {
        List<String> languages = new ArrayList<>(List.of(tag));
        for (int end = tag.lastIndexOf('-'); end > 0; end = tag.lastIndexOf('-', end - 1)) {
            languages.add(tag.substring(0, end));
        }
        return languages;
    }

    private Optional<String> link(OutboundMessage message) {
        return message.linkToken()
                .flatMap(token -> message.purpose().flatMap(settings::link).map(link -> link.with(token)));
    }

    private Map<String, Object> variables(
            Optional<OtpPurpose> purpose,
            @Nullable String code,
            @Nullable String link,
            Channel channel,
            Duration timeLeft) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("site", settings.site());
        variables.put("host", settings.host());
        if (purpose.isEmpty()) {
            return variables;
        }
        if (code != null) {
            variables.put("code", code);
        }
        long minutes = Math.max(1, Math.round(timeLeft.toSeconds() / 60.0));
        variables.put("minutes", Long.toString(minutes));
        variables.put("oneMinute", minutes == 1);
        variables.put("hours", Long.toString(Math.round(minutes / 60.0)));
        variables.put("inHours", minutes >= 2 * HOUR.toMinutes());
        purpose.filter(OtpPurpose::isCustom)
                .ifPresent(custom -> variables.put(
                        "purpose", custom.value().substring("custom:".length()).replace('-', ' ')));
        if (channel == Channel.EMAIL && purpose.get().base().equals(OtpPurpose.RESET_PASSWORD)) {
            variables.put("link", link == null ? "" : link);
        }
        return variables;
    }

    private RenderedMessage render(Text text, Channel channel, Map<String, Object> variables) {
        String body = text.body().execute(variables).strip().replaceAll("\n{3,}", "\n\n");
        if (channel == Channel.SMS) {
            return new RenderedMessage(
                    text.template(),
                    text.language(),
                    Optional.empty(),
                    withCodeLine(body, variables),
                    Optional.empty(),
                    Optional.empty());
        }
        // Subjects end up in previews, notifications and logs, so the code is no variable there.
        Map<String, Object> harmless = new HashMap<>(variables);
        harmless.keySet().removeAll(Set.of("code", "link"));
        Template subjectTemplate = text.subject();
        if (subjectTemplate == null) {
            throw new IllegalStateException("an e-mail without a subject");
        }
        String subject =
                subjectTemplate.execute(harmless).replaceAll("\\s+", " ").strip();
        Optional<String> link =
                Optional.ofNullable((String) variables.get("link")).filter(address -> !address.isEmpty());
        return new RenderedMessage(
                text.template(),
                text.language(),
                Optional.of(subject),
                body + "\n",
                Optional.of(html(text, subject, body, variables)),
                link);
    }

    /** Phones and browsers fill the code in only where this is the last line ("Origin-bound one-time codes"). */
    private String withCodeLine(String body, Map<String, Object> variables) {
        Object code = variables.get("code");
        return code == null ? body : body + "\n@" + settings.host() + " #" + code;
    }

    private String html(Text text, String subject, String body, Map<String, Object> variables) {
        Map<String, Object> page = new HashMap<>(variables);
        page.put("subject", subject);
        page.put("language", text.language());
        if (text.html() != null) {
            return text.html().execute(page) + "\n";
        }
        page.put("paragraphs", paragraphs(body, variables));
        return layout.execute(page) + "\n";
    }

    private static List<Map<String, Object>> paragraphs(String body, Map<String, Object> variables) {
        List<Map<String, Object>> paragraphs = new ArrayList<>();
        for (String paragraph : body.split("\n\\s*\n", -1)) {
            String text = paragraph.strip();
            boolean isCode = text.equals(variables.get("code"));
            boolean isLink = !isCode && !text.isEmpty() && text.equals(variables.get("link"));
            paragraphs.add(Map.of("text", text, "isCode", isCode, "isLink", isLink, "isText", !isCode && !isLink));
        }
        return paragraphs;
    }

    /** Renders a text with sample values, to see before the start that it can be rendered. */
    private void tryOut(String name, Text text) {
        Channel channel = channelOf(name);
        String message = messageOf(name);
        boolean hasCode = message.startsWith("code-");
        boolean isLinkAlone = message.equals(TemplateFiles.RESET_LINK);
        Optional<OtpPurpose> purpose = hasCode || isLinkAlone ? Optional.of(samplePurpose(message)) : Optional.empty();
        List<String> links = isLinkAlone ? List.of(SAMPLE_LINK) : List.of("", SAMPLE_LINK);
        RenderedMessage rendered;
        try {
            for (String link : links) {
                for (Duration timeLeft : List.of(Duration.ofMinutes(1), HOUR)) {
                    render(text, channel, variables(purpose, hasCode ? SAMPLE_CODE : null, link, channel, timeLeft));
                }
            }
            rendered = render(
                    text,
                    channel,
                    variables(purpose, hasCode ? SAMPLE_CODE : null, links.get(0), channel, Duration.ofHours(24)));
        } catch (MustacheException unknownVariable) {
            throw refused(name, unknownVariable);
        }
        if (hasCode
                && (!rendered.text().contains(SAMPLE_CODE)
                        || !rendered.html().orElse(SAMPLE_CODE).contains(SAMPLE_CODE))) {
            throw new IllegalArgumentException("template " + name + " must hold {{code}}");
        }
        if (isLinkAlone && !rendered.text().contains(SAMPLE_LINK)) {
            throw new IllegalArgumentException("template " + name + " must hold {{link}}");
        }
        if (channel == Channel.SMS && SmsSegments.count(rendered.text()) > 1) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "template {0} makes SMS of {1} segments, each of which is paid for",
                    name,
                    SmsSegments.count(rendered.text()));
        }
    }

    private static OtpPurpose samplePurpose(String message) {
        if (message.equals(TemplateFiles.RESET_LINK)) {
            return OtpPurpose.RESET_PASSWORD;
        }
        String purpose = message.substring("code-".length());
        if (purpose.equals("custom")) {
            return new OtpPurpose("custom:sample");
        }
        return new OtpPurpose(purpose.startsWith("custom-") ? purpose.replaceFirst("-", ":") : purpose);
    }

    private String source(String name) {
        return files.find(name).orElseThrow(() -> new IllegalStateException("no file " + name));
    }

    private static IllegalArgumentException refused(String name, MustacheException why) {
        return new IllegalArgumentException("template " + name + " cannot be used: " + why.getMessage(), why);
    }

    private static String languageOf(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    private static Channel channelOf(String name) {
        return Channel.parse(name.split("/", -1)[1]);
    }

    private static String messageOf(String name) {
        return name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
    }

    private static String htmlNameOf(String name) {
        return name.substring(0, name.lastIndexOf('.')) + ".html";
    }
}
