package io.latchkey.bootstrap.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects every code, password, token and key of one site, and searches for them where they must not be. */
final class Secrets {
    /** Shorter secrets could occur by chance. */
    private static final int SHORTEST = 8;

    private static final Pattern DIGITS = Pattern.compile("(?<![0-9A-Za-z.:]|[A-Z]-)[0-9]{6,8}(?![0-9A-Za-z])");

    private final Set<String> texts = ConcurrentHashMap.newKeySet();
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    /** Keeps a password, token, link or key. */
    String keep(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("too short to be told from chance");
        }
        texts.add(secret);
        return secret;
    }

    /** Keeps a one-time code. */
    String keepCode(String code) {
        codes.add(code);
        return code;
    }

    int count() {
        return texts.size() + codes.size();
    }

    /** The secrets that occur in a text. A code counts only where its digits stand alone. */
    List<String> findIn(String haystack) {
        Set<String> found = new TreeSet<>();
        texts.stream().filter(haystack::contains).forEach(found::add);
        Matcher digits = DIGITS.matcher(haystack);
        while (digits.find()) {
            if (codes.contains(digits.group())) {
                found.add(digits.group());
            }
        }
        return new ArrayList<>(found);
    }
}
