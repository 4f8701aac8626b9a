package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.adapters.rest.json.Times;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A command of administration as it was typed.
 *
 * @param words subject, verb and what they are about
 * @param settings texts of the server's options by configuration key
 * @param options texts of the command's own options, by their names with both hyphens
 * @param isJson whether JSON is wanted
 */
record AdminCall(List<String> words, Map<String, String> settings, Map<String, String> options, boolean isJson) {
    private static final String JSON = "--json";

    /**
     * Reads arguments such as {@code --reason text} or {@code --reason=text}.
     *
     * @param known configuration keys by option
     * @param values names of options that have a value
     * @throws IllegalArgumentException for an option that is not known or has no value
     */
    static AdminCall parse(List<String> arguments, Map<String, Setting<?>> known, Set<String> values) {
        List<String> words = new ArrayList<>();
        Map<String, String> settings = new HashMap<>();
        Map<String, String> options = new HashMap<>();
        boolean isJson = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String typed = rest.next();
            if (typed.equals(JSON)) {
                isJson = true;
            } else if (!typed.startsWith("--")) {
                words.add(typed);
            } else {
                String[] parts = typed.split("=", 2);
                Setting<?> setting = known.get(parts[0]);
                if (setting == null && !values.contains(parts[0])) {
                    throw new IllegalArgumentException("Unknown option " + parts[0] + "; --help lists the options.");
                }
                if (parts.length == 1 && !rest.hasNext()) {
                    throw new IllegalArgumentException("Option " + parts[0] + " needs a value.");
                }
                String value = parts.length == 2 ? parts[1] : rest.next();
                if (setting == null) {
                    options.put(parts[0], value);
                } else {
                    settings.put(setting.key(), value);
                }
            }
        }
        return new AdminCall(words, settings, options, isJson);
    }

    String subject() {
        return words.get(0);
    }

    /** The word at a place, counted from 0; empty when fewer were typed. */
    Optional<String> typed(int place) {
        return words.size() > place ? Optional.of(words.get(place)) : Optional.empty();
    }

    String verb() {
        return words.get(1);
    }

    /** Subject and verb; the subject alone where the command has no verb. */
    String name() {
        return subject().equals("explain")
                ? subject()
                : subject() + typed(1).map(verb -> ' ' + verb).orElse("");
    }

    /** The options that named settings, as they are typed. */
    String settingOptions(Map<String, Setting<?>> known) {
        return known.entrySet().stream()
                .filter(option -> settings.containsKey(option.getValue().key()))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    /** What the command is about. */
    Optional<String> about() {
        return typed(2);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** @throws InvalidValueException when the option is no time of the years 0 to 9999 */
    Optional<Instant> time(String name) {
        try {
            return option(name).map(Times::parse);
        } catch (InvalidValueException none) {
            throw new InvalidValueException(name, none.reason());
        }
    }

    /** The id that the command is about. */
    String idOfAbout(String command) {
        return about().map(typed -> requireId(command, typed))
                .orElseThrow(() -> new IllegalArgumentException(command + " needs an id."));
    }

    /** The id that an option names. */
    String id(String option) {
        String command = subject() + ' ' + verb();
        return option(option)
                .map(typed -> requireId(option, typed))
                .orElseThrow(() -> new IllegalArgumentException(command + " needs " + option + " with an id."));
    }

    /** @throws InvalidValueException when the text is no id */
    static String requireId(String of, String typed) {
        return Ids.find(typed)
                .map(UUID::toString)
                .orElseThrow(() -> new InvalidValueException(of, "needs an id such as " + new UUID(0, 0)));
    }

    /** A request for a deed that changes something, with the reason for it. */
    AdminRequest request(AdminDeed deed, String... ids) {
        return AdminRequest.of(deed, ids).saying("reason", option("--reason"));
    }

    /** A request for what happened in the time that the command asks for. */
    AdminRequest spanned(AdminRequest request) {
        return request.asking("from", time("--from").map(Instant::toString))
                .asking("before", time("--before").map(Instant::toString));
    }
}
