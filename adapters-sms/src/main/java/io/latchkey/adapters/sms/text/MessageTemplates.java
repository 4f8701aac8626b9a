package io.latchkey.adapters.sms.text;

import io.latchkey.adapters.sms.text.TemplateFinding.Rule;
import io.latchkey.adapters.sms.text.TemplateTexts.Text;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Words messages. All texts are read, compiled and tried out once, so that a bad text stops the start instead of a
 * message. Immutable; a new instance sees changes in the folder.
 *
 * <p>A text is looked for under the reader's language tag, then under ever shorter tags. The installation's default
 * language comes next, in the same way, and English comes last.
 */
public final class MessageTemplates {
    private static final System.Logger LOG = System.getLogger(MessageTemplates.class.getName());

    private final TemplateSettings settings;
    private final TemplateTexts texts;

    /** @throws IllegalArgumentException naming the folder, or the refused file and line */
    public MessageTemplates(TemplateSettings settings) {
        TemplateFiles files = new TemplateFiles(settings.folder());
        this.settings = settings;
        this.texts = new TemplateTexts(settings, files);
        List<TemplateFinding> findings =
                new TemplateLint(settings, files, texts, 1).report().findings();
        List<TemplateFinding> errors =
                findings.stream().filter(TemplateFinding::isError).toList();
        if (!errors.isEmpty()) {
            throw refused(errors);
        }
        warn(findings, files);
    }

    private static IllegalArgumentException refused(List<TemplateFinding> errors) {
        TemplateFinding first = errors.get(0);
        int others = errors.size() - 1;
        return new IllegalArgumentException("folder holds " + first.file() + ":" + first.line() + ", which "
                + first.sentence()
                + (others == 0 ? "" : " (and " + others + " more; \"template check\" lists all)"));
    }

    private static void warn(List<TemplateFinding> warnings, TemplateFiles files) {
        warnings.stream()
                .filter(finding -> files.isOwn(finding.file()))
                .forEach(finding -> LOG.log(
                        System.Logger.Level.WARNING,
                        "{0}:{1,number,#} {2}",
                        finding.file(),
                        finding.line(),
                        finding.sentence()));
        // These findings are about texts that the operator did not write. They may be many, so each rule gets one line.
        warnAtOnce(
                "{0} texts are missing, so that such messages go out in another language: {1}",
                warnings.stream().filter(finding -> finding.rule() == Rule.COMPLETE_LANGUAGE));
        warnAtOnce(
                "With this site and host {0} bundled SMS take several segments, each of which is paid for: {1}",
                warnings.stream().filter(finding -> finding.rule() == Rule.SEGMENTS && !files.isOwn(finding.file())));
    }

    private static void warnAtOnce(String sentence, Stream<TemplateFinding> findings) {
        List<String> names = findings.map(TemplateFinding::file).toList();
        if (!names.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, sentence, names.size(), String.join(", ", names));
        }
    }

    /** Words a message. */
    public RenderedMessage render(OutboundMessage message) {
        ContactKind kind = message.contact().kind();
        Optional<String> link = kind == ContactKind.EMAIL ? link(message) : Optional.empty();
        boolean isLinkAlone =
                link.isPresent() && message.purpose().flatMap(OtpPurpose::app).isPresent();
        Text text = choose(message.kind(), message.purpose(), isLinkAlone, kind, message.locale());
        return texts.render(
                text,
                message.purpose(),
                texts.variables(
                        text,
                        message.purpose(),
                        isLinkAlone ? Optional.empty() : message.code().map(OtpCode::value),
                        link,
                        message.timeLeft()));
    }

    private Text choose(
            MessageKind kind, Optional<OtpPurpose> purpose, boolean isLinkAlone, ContactKind to, Locale locale) {
        List<String> names = new ArrayList<>();
        if (kind == MessageKind.CODE) {
            OtpPurpose wanted = purpose.orElseThrow();
            if (isLinkAlone) {
                names.add(TemplateFiles.RESET_LINK);
            }
            if (wanted.isCustom()) {
                names.add("code-" + wanted.value().replace(':', '-'));
            }
            if (wanted.app().isPresent()) {
                names.add(TemplateFiles.ofApp(wanted));
            }
            names.add("code-" + wanted.builtIn().policyName());
        } else {
            names.add(kind.wireName());
        }
        Set<String> languages = new LinkedHashSet<>(TemplateFiles.languages(tag(locale)));
        languages.addAll(TemplateFiles.languages(tag(settings.defaultLocale())));
        languages.add("en");
        for (String language : languages) {
            for (String name : names) {
                Optional<Text> text = texts.find(TemplateFiles.textName(language, to, name));
                if (text.isPresent()) {
                    return text.get();
                }
            }
        }
        throw new IllegalStateException("no text for " + names);
    }

    private static String tag(Locale locale) {
        return locale.stripExtensions().toLanguageTag();
    }

    private Optional<String> link(OutboundMessage message) {
        return message.linkToken()
                .flatMap(token -> message.purpose().flatMap(settings::link).map(link -> link.with(token)));
    }
}
