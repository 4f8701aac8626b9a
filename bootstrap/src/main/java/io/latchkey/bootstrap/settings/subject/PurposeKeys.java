package io.latchkey.bootstrap.settings.subject;

import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.domain.otp.CodeDeed;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one purpose.
 *
 * @param family the purpose
 * @param kinds kinds of contact that the keys are for
 * @param prefix beginning of all keys
 * @param deed what codes of an app do; empty where they do the same as those of the native API
 */
public record PurposeKeys(
        String family,
        List<ContactKind> kinds,
        String prefix,
        Optional<CodeDeed> deed,
        Format format,
        Guesses guesses,
        Sends sends) {
    private static final SettingType<ResendPolicy> RESEND = SettingType.choice(ResendPolicy.class);

    /** Form of a code. */
    public record Format(Setting<Integer> length, Setting<Alphabet> alphabet, Setting<Boolean> allowsShort) {}

    /** How long and how often a person may enter a code. */
    public record Guesses(Setting<Duration> lifetime, Setting<Integer> maxAttempts) {}

    /** How often a code is sent. */
    public record Sends(
            Setting<Integer> maxSends,
            Setting<Duration> coolDown,
            Setting<Integer> generations,
            Setting<Duration> generationWindow,
            Setting<ResendPolicy> resend) {}

    /** Alphabets of codes. */
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
     * Values that apply where an operator sets none; durations as ISO-8601 texts.
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

    /**
     * Declares the keys of a purpose.
     *
     * @param name beginning of the keys, without {@code latchkey.}
     */
    public static PurposeKeys declare(
            KeyList to, String family, List<ContactKind> kinds, String name, Defaults defaults) {
        Setting<Integer> length = to.add(
                name + ".length", SettingType.number(4, 32), Integer.toString(defaults.length()), "symbols per code");
        Setting<Alphabet> alphabet =
                to.add(name + ".alphabet", SettingType.choice(Alphabet.class), "digits", "what codes are made of");
        Setting<Boolean> allowsShort = to.add(
                name + ".allow-short",
                SettingType.BOOLEAN,
                "false",
                "whether codes easier to guess than six digits are allowed");
        Setting<Duration> lifetime =
                to.add(name + ".lifetime", SettingType.DURATION, defaults.lifetime(), "life of a code");
        Setting<Integer> maxAttempts = to.add(
                name + ".max-attempts",
                SettingType.number(1, 10),
                Integer.toString(defaults.maxAttempts()),
                "guesses per challenge");
        Setting<Integer> maxSends = to.add(
                name + ".max-sends",
                SettingType.number(1, 10),
                Integer.toString(defaults.maxSends()),
                "messages per challenge");
        Setting<Duration> coolDown = to.add(
                name + ".cool-down",
                SettingType.DURATION,
                defaults.coolDown(),
                "shortest time between two messages of this purpose to one destination");
        Setting<Integer> generations = to.add(
                name + ".generations",
                SettingType.number(0, 1000),
                Integer.toString(defaults.generations()),
                "messages of this purpose per destination and window; 0 for no limit");
        Setting<Duration> generationWindow =
                to.add(name + ".generation-window", SettingType.DURATION, defaults.generationWindow(), "that window");
        Setting<ResendPolicy> resend = to.add(name + ".resend", RESEND, "reuse", "what a resend sends");
        return new PurposeKeys(
                family,
                kinds,
                "latchkey." + name,
                Optional.empty(),
                new Format(length, alphabet, allowsShort),
                new Guesses(lifetime, maxAttempts),
                new Sends(maxSends, coolDown, generations, generationWindow, resend));
    }

    /** The same keys for codes that do this. */
    public PurposeKeys doing(CodeDeed other) {
        return new PurposeKeys(family, kinds, prefix, Optional.of(other), format, guesses, sends);
    }

    /** The policy of codes of this purpose. */
    public OtpPolicy policy(SettingReader settings) {
        return settings.build(
                prefix,
                read -> new OtpPolicy(
                        new CodeFormat(
                                read.get(format.length()),
                                read.get(format.alphabet()).symbols(),
                                read.get(format.allowsShort())),
                        read.get(guesses.lifetime()),
                        read.get(guesses.maxAttempts()),
                        read.get(sends.maxSends()),
                        read.get(sends.coolDown()),
                        read.get(sends.generations()),
                        read.get(sends.generationWindow()),
                        read.get(sends.resend())));
    }
}
