package io.latchkey.bootstrap;

import io.latchkey.bootstrap.settings.key.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a command that runs without a server.
 *
 * @param options texts of the options by configuration key
 * @param words all other arguments
 */
record CommandArguments(Map<String, String> options, List<String> words) {
    /**
     * Reads arguments such as {@code --config FILE} or {@code --config=FILE}.
     *
     * @param known configuration keys by option
     * @return empty for an option that is not known or has no value
     */
    static Optional<CommandArguments> parse(List<String> arguments, Map<String, Setting<?>> known) {
        Map<String, String> options = new HashMap<>();
        List<String> words = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String[] argument = rest.next().split("=", 2);
            Setting<?> setting = known.get(argument[0]);
            if (setting != null && (argument.length == 2 || rest.hasNext())) {
                options.put(setting.key(), argument.length == 2 ? argument[1] : rest.next());
            } else if (setting != null || argument[0].startsWith("--")) {
                return Optional.empty();
            } else {
                words.add(String.join("=", argument));
            }
        }
        return Optional.of(new CommandArguments(options, words));
    }
}
