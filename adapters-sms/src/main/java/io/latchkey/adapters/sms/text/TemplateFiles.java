package io.latchkey.adapters.sms.text;

import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The source files of the texts by relative name. An operator's file replaces the bundled file with the same name. */
final class TemplateFiles {
    static final String LAYOUT = "layout.html";
    static final List<String> BUNDLED_LANGUAGES =
            List.of("en", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "id", "hi", "ar", "ja");

    /** The file that words a code's lifetime in every other text of its language. */
    static final String LIFETIME = "lifetime.txt";

    /** The reset mail for clients that use links instead of codes. */
    static final String RESET_LINK = "link-reset-password";

    private static final Set<String> PURPOSES =
            Set.of("verify-contact", "sign-in", "second-factor", "reset-password", "custom");
    /** The app whose codes that reset passwords also give access by API, which its texts say. */
    static final OtpPurpose RESET_OR_ACCESS = OtpPurpose.RESET_PASSWORD.forApp("essdee");

    private static final Pattern NAME = Pattern.compile(
            "([A-Za-z0-9-]+)/(?:lifetime\\.txt|email/([a-z0-9-]+)\\.(?:txt|html)|sms/([a-z0-9-]+)\\.txt)");
    private static final Pattern CUSTOM_NAME = Pattern.compile("code-custom-[a-z0-9][a-z0-9-]{0,39}");
    private static final int LARGEST_FILE = 256 * 1024;

    private final Map<String, String> sources;
    private final Set<String> own = new TreeSet<>();
    private final List<TemplateFinding> findings = new ArrayList<>();

    /** @throws IllegalArgumentException when the folder cannot be read */
    TemplateFiles(Optional<Path> folder) {
        this(bundled());
        folder.ifPresent(this::add);
    }

    /** @param sources texts by relative name; the layout is among them */
    TemplateFiles(Map<String, String> sources) {
        this.sources = new TreeMap<>(sources);
    }

    /** A finding for each file that is not a text. */
    List<TemplateFinding> findings() {
        return List.copyOf(findings);
    }

    /** Whether the file is the operator's. */
    boolean isOwn(String name) {
        return own.contains(name);
    }

    /** Names of all required messages to this kind of contact. */
    static List<String> messageNames(ContactKind to) {
        List<String> names = new ArrayList<>();
        for (MessageKind kind : MessageKind.values()) {
            if (kind == MessageKind.CODE) {
                PURPOSES.stream().sorted().map(purpose -> "code-" + purpose).forEach(names::add);
                names.add(ofApp(RESET_OR_ACCESS));
            } else {
                names.add(kind.wireName());
            }
        }
        if (to == ContactKind.EMAIL) {
            names.add(RESET_LINK);
        }
        return List.copyOf(names);
    }

    /** Name of the message that carries the codes of an app alone. */
    static String ofApp(OtpPurpose purpose) {
        return "code-" + purpose.value().replace('/', '-');
    }

    static String textName(String language, ContactKind kind, String message) {
        return language + "/" + kind.wireName() + "/" + message + ".txt";
    }

    static String lifetimeName(String language) {
        return language + "/" + LIFETIME;
    }

    static String languageOf(String name) {
        return name.substring(0, name.indexOf('/'));
    }

    static ContactKind channelOf(String name) {
        return ContactKind.parse(name.split("/", -1)[1]);
    }

    static String messageOf(String name) {
        return name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
    }

    /** The tag, then the tag shortened by one subtag after the other (RFC 4647 §3.4). */
    static List<String> languages(String tag) {
        List<String> languages = new ArrayList<>(List.of(tag));
        for (int end = tag.lastIndexOf('-'); end > 0; end = tag.lastIndexOf('-', end - 1)) {
            languages.add(tag.substring(0, end));
        }
        return languages;
    }

    /** Name of the file that words the lifetime in texts of this language. */
    Optional<String> findLifetime(String language) {
        return languages(language).stream()
                .map(TemplateFiles::lifetimeName)
                .filter(sources::containsKey)
                .findFirst();
    }

    /** The file's text without its final line end; empty when there is no such file. */
    Optional<String> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** The text of a file that exists. */
    String get(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("no file " + name));
    }

    /** Sorted names of all files. */
    List<String> names() {
        return List.copyOf(sources.keySet());
    }

    private static Map<String, String> bundled() {
        Map<String, String> sources = new HashMap<>();
        List<String> names = new ArrayList<>(List.of(LAYOUT));
        for (String language : BUNDLED_LANGUAGES) {
            names.add(lifetimeName(language));
            for (ContactKind kind : ContactKind.values()) {
                messageNames(kind).forEach(message -> names.add(textName(language, kind, message)));
            }
        }
        for (String name : names) {
            try (InputStream stream = TemplateFiles.class.getResourceAsStream(name)) {
                if (stream == null) {
                    throw new IllegalStateException("no bundled text " + name);
                }
                sources.put(name, normalize(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return sources;
    }

    private void add(Path folder) {
        // Folders mounted by a cluster are links to hidden folders. An update replaces the link.
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!isHidden(name)) {
                    add(name, file);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw new IllegalArgumentException("folder must be a readable folder: " + folder, unreadable);
        }
    }

    private void add(String name, Path file) throws IOException {
        if (!isKnown(name)) {
            refuse(name, 1, TemplateFinding.Rule.FILE_NAME, "has not the name of a text");
            return;
        }
        if (Files.size(file) > LARGEST_FILE) {
            refuse(name, 1, TemplateFinding.Rule.READABLE_FILE, "is larger than 256 KiB");
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        if (StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true).isError()) {
            int line = lineAt(text.flip().toString(), text.length());
            refuse(name, line, TemplateFinding.Rule.READABLE_FILE, "is not UTF-8");
            return;
        }
        sources.put(name, normalize(text.flip().toString()));
        own.add(name);
    }

    private void refuse(String name, int line, TemplateFinding.Rule rule, String sentence) {
        findings.add(new TemplateFinding(name, line, rule, sentence));
    }

    /** Line number of the character at this index, from 1. */
    static int lineAt(String text, int index) {
        return 1
                + (int) text.substring(0, index)
                        .chars()
                        .filter(symbol -> symbol == '\n')
                        .count();
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.");
    }

    private static boolean isKnown(String name) {
        if (name.equals(LAYOUT)) {
            return true;
        }
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || !isCanonical(matcher.group(1))) {
            return false;
        }
        String message = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        return message == null
                || messageNames(matcher.group(2) != null ? ContactKind.EMAIL : ContactKind.PHONE)
                        .contains(message)
                || CUSTOM_NAME.matcher(message).matches();
    }

    private static boolean isCanonical(String languageTag) {
        return Locale.forLanguageTag(languageTag).toLanguageTag().equals(languageTag);
    }

    private static String normalize(String text) {
        return text.replace("\uFEFF", "").replace("\r\n", "\n").stripTrailing();
    }
}
