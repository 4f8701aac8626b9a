package io.latchkey.adapters.platform.password;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.application.user.port.CommonPasswords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Passwords found in breaches, in a file of the operator (OWASP ASVS 5.0, 6.2.12). Each line starts with the SHA-1 of a password in
 * hexadecimal; the lines are in order. A colon and a count may follow. The downloads of Pwned Passwords have this form. The file may be
 * larger than the memory: a search reads about forty lines of it.
 */
public final class BreachedPasswordFile implements CommonPasswords {
    private static final int DIGITS = 40;
    /** Longest line: the digits, a count and a line end. */
    private static final int LONGEST_LINE = 128;

    private static final Pattern LINE = Pattern.compile("[0-9A-Fa-f]{40}(:[0-9]+)?\\s*");

    private final FileChannel file;
    private final long size;

    private BreachedPasswordFile(FileChannel file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    /**
     * Opens the file, which stays open.
     *
     * @throws IllegalArgumentException when it cannot be read, or its first or last lines are no SHA-1 in order
     */
    public static BreachedPasswordFile open(Path path) {
        try {
            BreachedPasswordFile list = new BreachedPasswordFile(FileChannel.open(path, StandardOpenOption.READ));
            list.check();
            return list;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("cannot be read: " + path, unreadable);
        }
    }

    private void check() throws IOException {
        String first = lineAt(0);
        String last = lineAt(startOfLine(Math.max(0, size - 2)));
        if (!LINE.matcher(first).matches()
                || !LINE.matcher(last).matches()
                || digits(first).compareTo(digits(last)) > 0) {
            file.close();
            throw new IllegalArgumentException("must have lines of SHA-1 in hexadecimal, in order");
        }
    }

    @Override
    public boolean contains(String password) {
        try {
            return search(HexFormat.of().withUpperCase().formatHex(sha1(password)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Halves the part of the file that may hold the wanted line, until it is found or nothing is left. */
    private boolean search(String wanted) throws IOException {
        long low = 0;
        long high = size;
        while (low < high) {
            long start = startOfLine((low + high) / 2);
            String line = lineAt(start);
            int order = digits(line).compareTo(wanted);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = start + line.length() + 1;
            } else {
                high = start;
            }
        }
        return false;
    }

    private static String digits(String line) {
        return line.substring(0, Math.min(DIGITS, line.length())).toUpperCase(Locale.ROOT);
    }

    /** Where the line begins that has a byte. */
    private long startOfLine(long position) throws IOException {
        long from = Math.max(0, position - LONGEST_LINE);
        int end = read(from, (int) (position - from)).lastIndexOf('\n');
        return end < 0 ? from : from + end + 1;
    }

    /** The line without its line feed. */
    private String lineAt(long start) throws IOException {
        String text = read(start, LONGEST_LINE);
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    private String read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // reads on until the part is whole or the file ends
        }
        return new String(bytes.array(), 0, bytes.position(), ISO_8859_1);
    }

    private static byte[] sha1(String password) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
