package io.latchkey.bootstrap.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** Texts that somebody might send, and texts that nobody should. Two with the same seed are the same. */
final class MadeUpTexts {
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\t",
            "\u0000",
            "a\u0000b",
            "\u00a0",
            "\ufeff",
            "\u202e\u202d",
            "\u200d\u200b",
            "\ud83d\ude00",
            "\u0130\u0131\u017f\u00df",
            "e\u0301\u0327",
            "\uff10\uff11\uff12",
            "\u0661\u0662\u0663",
            "%00%zz%",
            "%2e%2e%2f",
            "../../etc/passwd",
            "..\\..\\",
            "'; DROP TABLE users; --",
            "\" OR \"1\"=\"1",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}{text}#{1}",
            "a\r\nSet-Cookie: x=y",
            "-",
            ",",
            ";",
            "=",
            "\"",
            "-1",
            "0",
            "00000000000000000000001",
            "9223372036854775808",
            "1e400",
            "NaN",
            "true",
            "null",
            "[]",
            "{}",
            "+",
            "++49",
            "+0000000000",
            "+999999999999999",
            "tel:+4915112345678;ext=1",
            "@",
            "a@",
            "@b",
            "a@b@c",
            "\"a b\"@example.org",
            "a@[127.0.0.1]",
            "a@xn--",
            "a@b\u00fccher.example",
            "a@-.example",
            "0000-00-00T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-999999999-01-01T00:00:00Z",
            "2026-02-30T25:61:61Z",
            "PT-1S",
            "P999999999Y",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(256),
            "x".repeat(20_000),
            "\u00fc".repeat(300));

    private final Random random;

    MadeUpTexts(Random random) {
        this.random = random;
    }

    String hostile() {
        return random.nextInt(4) == 0 ? noise() : HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    private String noise() {
        int length = random.nextInt(40);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int point = random.nextInt(8) == 0 ? random.nextInt(0x10ffff) : 32 + random.nextInt(224);
            text.appendCodePoint(Character.isSurrogate((char) point) ? 'x' : point);
        }
        return text.toString();
    }

    /** What a member of this name and format holds as a rule. */
    String usual(String name, String format) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (format.equals("uuid") || lower.endsWith("id")) {
            return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & ~(3L << 62) | 1L << 63)
                    .toString();
        }
        if (format.equals("date-time") || lower.endsWith("at") || lower.equals("from") || lower.equals("to")) {
            return "20" + (10 + random.nextInt(90)) + "-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10)
                    + "T00:00:00Z";
        }
        if (lower.contains("mail") || lower.equals("login") || lower.equals("destination") || lower.equals("contact")) {
            return random.nextBoolean() ? word() + "@example.org" : number();
        }
        if (lower.contains("phone") || lower.contains("mobile")) {
            return number();
        }
        if (lower.contains("password")) {
            return word() + ' ' + word() + ' ' + word();
        }
        if (lower.contains("code") || lower.equals("otp")) {
            return Integer.toString(100_000 + random.nextInt(900_000));
        }
        if (lower.equals("purpose")) {
            return List.of("sign-in", "verify-contact", "reset-password", "custom:bad")
                    .get(random.nextInt(4));
        }
        if (lower.equals("locale") || lower.equals("language")) {
            return List.of("en", "de", "pt-BR", "zh-Hant-TW").get(random.nextInt(4));
        }
        return word();
    }

    private String number() {
        return "+49151" + (10_000_000 + random.nextInt(90_000_000));
    }

    String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 4 + random.nextInt(8); i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
