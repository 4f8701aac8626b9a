package io.latchkey.adapters.sms.template;

import io.latchkey.domain.delivery.MessageKind;
import io.latchkey.domain.shared.Channel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The texts' source files by relative name: the bundled ones, each replaced by an operator's file of the same name. */
final class TemplateFiles {
    static final String LAYOUT = "layout.html";
    static final List<String> BUNDLED_LANGUAGES = List.of("en", "de", "fr");

    /** The reset mail of clients that know no code. */
    static final String RESET_LINK = "link-reset-password";

    private static final Set<String> PURPOSES =
            Set.of("verify-contact", "sign-in", "second-factor", "reset-password", "custom");
    private static final Pattern NAME = Pattern.compile(
            "([A-Za-z0-9-]+)/(?:lifetime\\.txt|email/([a-z0-9-]+)\\.(?:txt|html)|sms/([a-z0-9-]+)\\.txt)");
    private static final Pattern CUSTOM_NAME = Pattern.compile("code-custom-[a-z0-9][a-z0-9-]{0,39}");
    private static final int LARGEST_FILE = 256 * 1024;

    private final Map<String, String> sources;

    private TemplateFiles(Map<String, String> sources) {
        this.sources = sources;
    }

    /** @throws IllegalArgumentException naming the folder or file that is refused */
    static TemplateFiles read(Optional<Path> folder) {
        Map<String, String> sources = new TreeMap<>(bundled());
        folder.ifPresent(own -> sources.putAll(own(own)));
        return new TemplateFiles(sources);
    }

    /** Names of all messages there have to be texts for on this channel. */
    static List<String> messageNames(Channel channel) {
        List<String> names = new ArrayList<>();
        for (MessageKind kind : MessageKind.values()) {
            if (kind == MessageKind.CODE) {
                PURPOSES.stream().sorted().map(purpose -> "code-" + purpose).forEach(names::add);
            } else {
                names.add(kind.wireName());
            }
        }
        if (channel == Channel.EMAIL) {
            names.add(RESET_LINK);
        }
        return List.copyOf(names);
    }

    static String textName(String language, Channel channel, String message) {
        return language + "/" + channel.wireName() + "/" + message + ".txt";
    }

    /** The file's text, without the line end at its end. */
    Optional<String> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    /** Names of all files. */
    Set<String> names() {
        return Set.copyOf(sources.keySet());
    }

    private static Map<String, String> bundled() {
        Map<String, String> sources = new HashMap<>();
        List<String> names = new ArrayList<>(List.of(LAYOUT));
        for (String language : BUNDLED_LANGUAGES) {
            names.add(language + "/lifetime.txt");
            for (Channel channel : Channel.values()) {
                messageNames(channel).forEach(message -> names.add(textName(language, channel, message)));
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

    private static Map<String, String> own(Path folder) {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (isHidden(name)) {
                    continue;
                }
                if (!isKnown(name)) {
                    throw new IllegalArgumentException(
                            "templates-folder must hold texts under the names of the bundled ones only, not " + name);
                }
                if (Files.size(file) > LARGEST_FILE) {
                    throw new IllegalArgumentException(
                            "templates-folder must hold files of 256 KiB at most, not " + name);
                }
                sources.put(name, normalize(Files.readString(file)));
            }
        } catch (IOException | UncheckedIOException unreadable) {
            throw new IllegalArgumentException(
                    "templates-folder must be a readable folder of UTF-8 texts: " + folder, unreadable);
        }
        return sources;
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
                || messageNames(matcher.group(2) != null ? Channel.EMAIL : Channel.SMS)
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
