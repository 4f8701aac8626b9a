package io.latchkey.adapters.sms.provider;

import io.latchkey.adapters.sms.definition.InvalidDefinitionException;
import io.latchkey.adapters.sms.definition.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Finds definitions. The operator's own files come first, then the bundled files, then classes that the service loader
 * finds.
 */
public final class Definitions {
    /** Names of the bundled definitions. */
    public static final List<String> BUNDLED = List.of(
            "twilio",
            "vonage",
            "bird",
            "plivo",
            "sinch",
            "infobip",
            "telnyx",
            "msg91",
            "gupshup",
            "kaleyra",
            "textlocal",
            "africastalking",
            "46elks",
            "clicksend",
            "aws-sns",
            "aws-end-user-messaging",
            "whatsapp-cloud",
            "twilio-voice",
            "sinch-voice",
            "azure-communication",
            "telesign",
            "clickatell",
            "smsglobal",
            "unifonic",
            "exotel",
            "d7",
            "tencent",
            "telegram",
            "vonage-rcs",
            "twilio-verify",
            "twilio-verify-voice",
            "twilio-verify-whatsapp",
            "vonage-verify",
            "vonage-verify-voice",
            "vonage-verify-whatsapp",
            "vonage-verify-email",
            "vonage-silent-auth",
            "aws-ses",
            "sendgrid",
            "mailgun",
            "postmark",
            "resend",
            "brevo");

    private static final String SUFFIX = ".yaml";
    private static final String FACTS_SUFFIX = ".facts.yaml";
    /** A file without any type's section is read as this type, so that the refusal says what is missing. */
    private static final String USUAL_SECTION = "request";

    private Definitions() {}

    /**
     * Finds a definition by its name.
     *
     * @param name without {@code .yaml}
     * @param folder the folder of the operator's own files
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key
     * @throws IllegalArgumentException with a reason that follows the name of a setting
     */
    public static Definition find(String name, Optional<Path> folder) {
        if (!isName(name)) {
            throw new IllegalArgumentException("must be the name of a definition: letters, digits and hyphens");
        }
        Optional<Path> own = ownFile(name, folder);
        if (own.isPresent()) {
            return named(read(own.get()), name);
        }
        if (BUNDLED.contains(name)) {
            return named(read(name + SUFFIX, bundled(name)), name);
        }
        return builtIn(name)
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + String.join(", ", names())
                        + ", or the name of a .yaml file in latchkey.providers.folder"));
    }

    /** Whether a definition has this name. */
    public static boolean exists(String name, Optional<Path> folder) {
        return BUNDLED.contains(name)
                || isName(name)
                        && (ownFile(name, folder).isPresent() || builtIn(name).isPresent());
    }

    /** The operator's file with this name; empty when the folder holds none. */
    public static Optional<Path> ownFile(String name, Optional<Path> folder) {
        return folder.map(place -> place.resolve(name + SUFFIX)).filter(Files::isRegularFile);
    }

    /**
     * Finds the definition that the command line names: a file, a bundled definition or a definition in a class.
     *
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key
     * @throws IllegalArgumentException with a reason that follows the name of a setting or argument
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Definition open(String fileOrName) {
        Path file = Path.of(fileOrName);
        return Files.isRegularFile(file) ? read(file) : find(fileOrName, Optional.empty());
    }

    /**
     * Reads a file.
     *
     * @throws io.latchkey.adapters.sms.definition.InvalidDefinitionException naming file, line and key
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Definition read(Path file) {
        try {
            return read(file.toString(), text(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * The facts file beside the definition that the command line names: {@code acme.facts.yaml} beside {@code acme.yaml}.
     *
     * @return empty when there is none
     * @throws InvalidDefinitionException when it is no YAML
     * @throws UncheckedIOException when it cannot be read
     */
    public static Optional<Place> facts(String fileOrName) {
        Path file = Path.of(fileOrName);
        if (!Files.isRegularFile(file)) {
            return resource(fileOrName + FACTS_SUFFIX).map(yaml -> Place.root(fileOrName + FACTS_SUFFIX, yaml));
        }
        String name = String.valueOf(file.getFileName());
        Path beside = file.resolveSibling(
                (name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name) + FACTS_SUFFIX);
        try {
            return Files.isRegularFile(beside)
                    ? Optional.of(Place.root(beside.toString(), text(beside)))
                    : Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws InvalidDefinitionException naming the line in which the file stops being UTF-8 */
    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        if (StandardCharsets.UTF_8.newDecoder().decode(rest, text, true).isError()) {
            int line = 1;
            for (int i = 0; i < rest.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw new InvalidDefinitionException(file.toString(), line, "", "is not written in UTF-8");
        }
        return text.flip().toString();
    }

    private static Definition read(String file, String yaml) {
        Place root = Place.root(file, yaml);
        return types().filter(type ->
                        type.section().filter(root.members()::containsKey).isPresent())
                .findFirst()
                .or(() -> types().filter(type ->
                                type.section().filter(USUAL_SECTION::equals).isPresent())
                        .findFirst())
                .orElseThrow(() -> root.refuse("has the section of no known type"))
                .read(root);
    }

    private static Stream<ProviderType> types() {
        return ServiceLoader.load(ProviderType.class, ProviderType.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get);
    }

    private static Optional<Definition> builtIn(String name) {
        return types().flatMap(type -> type.builtIn().stream())
                .filter(definition -> definition.facts().name().equals(name))
                .findFirst();
    }

    private static List<String> names() {
        return Stream.concat(
                        BUNDLED.stream(),
                        types().flatMap(type -> type.builtIn().stream())
                                .map(definition -> definition.facts().name()))
                .toList();
    }

    private static boolean isName(String name) {
        return name.matches("[A-Za-z0-9-]{1,40}");
    }

    private static Definition named(Definition definition, String name) {
        if (!definition.facts().name().equals(name)) {
            throw new IllegalArgumentException("must be the name in the definition, which is "
                    + definition.facts().name() + ", as well as the file's");
        }
        return definition;
    }

    /** The text of a bundled definition. */
    public static String bundled(String name) {
        return resource(name + SUFFIX).orElseThrow(() -> new IllegalStateException("no bundled definition " + name));
    }

    private static Optional<String> resource(String file) {
        try (InputStream in = Definitions.class.getResourceAsStream("definitions/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
