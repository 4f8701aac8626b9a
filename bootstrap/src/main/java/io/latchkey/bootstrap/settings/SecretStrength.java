package io.latchkey.bootstrap.settings;

import io.latchkey.adapters.platform.password.CommonPasswordList;
import java.util.List;
import java.util.Locale;

/**
 * Estimates how many bits a guesser has to try for a secret that an operator chose. The estimate is high for random
 * texts, and low for texts that repeat themselves, count up or down, hold common passwords or use few characters. It
 * never tells the secret.
 */
final class SecretStrength {
    /** Bits that a master secret needs, because everything else is derived from it (NIST SP 800-57, part 1, §5.6). */
    static final int MASTER_BITS = 128;

    /** Bits that a key or token needs which callers show. */
    static final int KEY_BITS = 80;

    /** A repetition or a sequence of fewer characters happens in random texts, too. */
    private static final int SHORTEST_RUN = 6;

    /** Share of the different characters that a random text would have. Random texts have less once in ten thousand. */
    private static final double FEWEST_DIFFERENT = 0.7;

    private static final List<String> CLASSES = List.of("0123456789", "abcdef", "ghijklmnopqrstuvwxyz");
    private static final CommonPasswordList COMMON = new CommonPasswordList();

    private SecretStrength() {}

    /** Estimated bits; 0 or more. */
    static double bits(String secret) {
        if (secret.isEmpty()) {
            return 0;
        }
        double alphabet = alphabetOf(secret);
        double expected = alphabet * (1 - Math.pow(1 - 1 / alphabet, secret.length()));
        double share = secret.chars().distinct().count() / expected;
        double bitsPerCharacter = log2(alphabet) * (share < FEWEST_DIFFERENT ? share : 1);
        return bitsPerCharacter * newCharacters(secret);
    }

    /** Number of characters of the smallest alphabet that a generator would have drawn the secret from. */
    private static double alphabetOf(String secret) {
        boolean hasUpper = secret.chars().anyMatch(symbol -> symbol >= 'A' && symbol <= 'Z');
        boolean hasLower = secret.chars().anyMatch(symbol -> symbol >= 'a' && symbol <= 'z');
        String folded = secret.toLowerCase(Locale.ROOT);
        int letters = CLASSES.stream()
                .filter(symbols -> folded.chars().anyMatch(symbol -> symbols.indexOf(symbol) >= 0))
                .mapToInt(String::length)
                .sum();
        boolean hasHigh = folded.chars().anyMatch(symbol -> symbol >= 'g' && symbol <= 'z');
        int base = hasHigh && !containsAny(folded, CLASSES.get(1)) ? letters + 6 : letters;
        int both = hasUpper && hasLower ? (hasHigh ? 26 : 6) : 0;
        long others = folded.chars()
                .filter(symbol -> CLASSES.stream().noneMatch(symbols -> symbols.indexOf(symbol) >= 0))
                .distinct()
                .count();
        return Math.max(2, base + both + others);
    }

    private static boolean containsAny(String text, String symbols) {
        return text.chars().anyMatch(symbol -> symbols.indexOf(symbol) >= 0);
    }

    /** Number of characters that cannot be told from those before them. */
    private static int newCharacters(String secret) {
        int fresh = 0;
        int at = 0;
        while (at < secret.length()) {
            int run = Math.max(repeated(secret, at), Math.max(sequence(secret, at), common(secret, at)));
            // The guesser has to guess which run comes here, which is worth two characters.
            fresh += run >= SHORTEST_RUN ? 2 : 1;
            at += run >= SHORTEST_RUN ? run : 1;
        }
        return fresh;
    }

    /** Length of the longest text that begins here and began before, too. */
    private static int repeated(String secret, int at) {
        int longest = 0;
        for (int before = 0; before < at; before++) {
            int length = 0;
            while (at + length < secret.length() && secret.charAt(before + length) == secret.charAt(at + length)) {
                length++;
            }
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** Length of the text from here whose characters count up, count down or stay the same. */
    private static int sequence(String secret, int at) {
        if (at + 1 >= secret.length()) {
            return 1;
        }
        int step = secret.charAt(at + 1) - secret.charAt(at);
        int length = 1;
        while (Math.abs(step) <= 1
                && at + length < secret.length()
                && secret.charAt(at + length) - secret.charAt(at + length - 1) == step) {
            length++;
        }
        return length;
    }

    /** Length of the longest common password that begins here. */
    private static int common(String secret, int at) {
        String folded = secret.toLowerCase(Locale.ROOT);
        for (int length = Math.min(16, secret.length() - at); length >= SHORTEST_RUN; length--) {
            String part = folded.substring(at, at + length);
            // Many numbers of six digits are common passwords, and stand in random texts as well.
            if (part.chars().anyMatch(Character::isLetter) && COMMON.contains(part)) {
                return length;
            }
        }
        return 0;
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}
