package io.latchkey.bootstrap.settings;

import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one purpose.
 *
 * @param family the purpose they are for
 * @param channels the channels they are for
 * @param prefix what all of them begin with
 */
public record OtpKeys(
        String family,
        List<ContactKind> channels,
        String prefix,
        Setting<Integer> length,
        Setting<Alphabet> alphabet,
        Setting<Boolean> allowsShort,
        Setting<Duration> lifetime,
        Setting<Integer> maxAttempts,
        Setting<Integer> maxSends,
        Setting<Duration> coolDown,
        Setting<Integer> generations,
        Setting<Duration> generationWindow,
        Setting<ResendPolicy> resend) {

    /** What codes are made of. */
    public enum Alphabet {
        DIGITS(CodeFormat.DIGITS),
        LETTERS_AND_DIGITS(CodeFormat.LETTERS_AND_DIGITS);

        private final String symbols;

        Alphabet(String symbols) {
            this.symbols = symbols;
        }

        public String symbols() {
            return symbols;
        }
    }

    /**
     * What holds where an operator says nothing; durations as ISO-8601 texts.
     *
     * @param generations 0 for no limit
     */
    public record Defaults(
            int length,
            String lifetime,
            int maxAttempts,
            int maxSends,
            String coolDown,
            int generations,
            String generationWindow) {}

    /** Adds a key to the catalogue. */
    @FunctionalInterface
    public interface Declarer {
        /** @param name the key without {@code latchkey.} */
        <T> Setting<T> declare(String name, SettingType<T> type, @Nullable String value, String meaning);
    }

    /** @param name what the keys begin with, without {@code latchkey.} */
    public static OtpKeys declare(
            Declarer to, String family, List<ContactKind> channels, String name, Defaults defaults) {
        return new OtpKeys(
                family,
                channels,
                "latchkey." + name,
                to.declare(
                        name + ".length",
                        SettingType.number(4, 32),
                        Integer.toString(defaults.length()),
                        "symbols per code"),
                to.declare(name + ".alphabet", SettingType.choice(Alphabet.class), "digits", "what codes are made of"),
                to.declare(
                        name + ".allow-short",
                        SettingType.BOOLEAN,
                        "false",
                        "whether codes easier to guess than six digits are allowed"),
                to.declare(name + ".lifetime", SettingType.DURATION, defaults.lifetime(), "life of a code"),
                to.declare(
                        name + ".max-attempts",
                        SettingType.number(1, 10),
                        Integer.toString(defaults.maxAttempts()),
                        "guesses per challenge"),
                to.declare(
                        name + ".max-sends",
                        SettingType.number(1, 10),
                        Integer.toString(defaults.maxSends()),
                        "messages per challenge"),
                to.declare(
                        name + ".cool-down",
                        SettingType.DURATION,
                        defaults.coolDown(),
                        "shortest time between two messages of this purpose to one destination"),
                to.declare(
                        name + ".generations",
                        SettingType.number(0, 1000),
                        Integer.toString(defaults.generations()),
                        "messages of this purpose per destination and window; 0 for no limit"),
                to.declare(
                        name + ".generation-window", SettingType.DURATION, defaults.generationWindow(), "that window"),
                to.declare(name + ".resend", SettingType.RESEND, "reuse", "what a resend sends"));
    }
}
