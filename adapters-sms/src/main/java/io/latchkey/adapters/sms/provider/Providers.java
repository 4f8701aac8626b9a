package io.latchkey.adapters.sms.provider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The definitions there are: the operator's own, and those that come along. */
public final class Providers {
    /** Definitions that come along. */
    public static final List<String> RECIPES = List.of(
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
            "sinch-voice");

    private static final String SUFFIX = ".yaml";

    private Providers() {}

    /**
     * The definition of this name; one in the folder goes before one that comes along.
     *
     * @param name without {@code .yaml}
     * @throws InvalidDefinitionException naming file, line and key
     * @throws IllegalArgumentException with a reason that follows the name of a setting
     */
    public static Definition find(String name, Optional<Path> folder) {
        if (!name.matches("[A-Za-z0-9-]{1,40}")) {
            throw new IllegalArgumentException("must be the name of a definition: letters, digits and hyphens");
        }
        Optional<Path> own = folder.map(place -> place.resolve(name + SUFFIX)).filter(Files::isRegularFile);
        if (own.isPresent()) {
            return named(read(own.get()), name);
        }
        if (RECIPES.contains(name)) {
            return named(DefinitionReader.read(name + SUFFIX, recipe(name)), name);
        }
        throw new IllegalArgumentException("must be one of " + String.join(", ", RECIPES)
                + ", or the name of a .yaml file in latchkey.providers.folder");
    }

    /** Whether there is a definition of this name, in the folder or among those that come along. */
    public static boolean exists(String name, Optional<Path> folder) {
        return RECIPES.contains(name)
                || name.matches("[A-Za-z0-9-]{1,40}")
                        && folder.map(place -> place.resolve(name + SUFFIX))
                                .filter(Files::isRegularFile)
                                .isPresent();
    }

    /**
     * The definition a person names on the command line: a file, or one that comes along.
     *
     * @throws InvalidDefinitionException naming file, line and key
     * @throws IllegalArgumentException with a reason that follows what the name is of
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Definition open(String fileOrName) {
        Path file = Path.of(fileOrName);
        return Files.isRegularFile(file) ? read(file) : find(fileOrName, Optional.empty());
    }

    private static Definition named(Definition definition, String name) {
        if (!definition.name().equals(name)) {
            throw new IllegalArgumentException(
                    "must be the name in the definition, which is " + definition.name() + ", as well as the file's");
        }
        return definition;
    }

    /**
     * @throws InvalidDefinitionException naming file, line and key
     * @throws UncheckedIOException when the file cannot be read
     */
    public static Definition read(Path file) {
        try {
            return DefinitionReader.read(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The text of a definition that comes along. */
    static String recipe(String name) {
        try (InputStream in = Providers.class.getResourceAsStream("recipes/" + name + SUFFIX)) {
            if (in == null) {
                throw new IllegalStateException("no recipe " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
