package io.latchkey.domain.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Function;

/**
 * E-mail address (RFC 5321 dot-string form, internationalised per RFC 6531). It has at most 254 octets, its local part at most 64.
 *
 * <p>The local part is kept as typed, in Unicode NFC (RFC 6532 §3.1). The domain is kept as people read it, whatever its spelling was; see
 * {@link DomainName}. Comparison ignores case. A local part with look-alike letters (not in NFKC) is refused, because lower case would
 * make it equal to another mailbox.
 *
 * @param value the address as people read it
 */
public record EmailAddress(String value) implements Contact {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;
    /** The signs that an atom may hold beside letters and digits (RFC 5322 §3.2.3, atext). */
    private static final String SIGNS = "!#$%&'*+/=?^_`{|}~-";

    public EmailAddress {
        int at = value.lastIndexOf('@');
        if (at < 1) {
            throw refused();
        }
        String typed = value.substring(0, at);
        boolean isAscii = Ascii.isAscii(typed);
        String local = isAscii ? typed : Normalizer.normalize(typed, Normalizer.Form.NFC);
        DomainName domain = domain(value.substring(at + 1));
        value = local + '@' + domain.unicode();
        if (octets(local) > MAX_LOCAL_LENGTH
                || octets(value) > MAX_LENGTH
                || key(local, domain).length() > MAX_LENGTH
                || !isAscii && (hasLookAlikes(typed) || !Normalizer.isNormalized(local, Normalizer.Form.NFKC))
                || !isDotAtom(local)) {
            throw refused();
        }
    }

    /** Whether one letter alone becomes another one, such as the sign of Kelvin. */
    private static boolean hasLookAlikes(String typed) {
        return !typed.codePoints()
                .allMatch(letter -> Normalizer.isNormalized(Character.toString(letter), Normalizer.Form.NFC));
    }

    /** Atoms with a dot between each two. Every read of an account from the store comes here, so it is no regular expression. */
    private static boolean isDotAtom(String local) {
        boolean isFirst = true;
        for (int symbol : local.codePoints().toArray()) {
            if (symbol == '.' ? isFirst : !isOfAtom(symbol, isFirst)) {
                return false;
            }
            isFirst = symbol == '.';
        }
        return !isFirst;
    }

    /** Letters with marks are letters: a mark never comes first. */
    private static boolean isOfAtom(int symbol, boolean isFirst) {
        return switch (Character.getType(symbol)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> !isFirst;
            default -> SIGNS.indexOf(symbol) >= 0;
        };
    }

    private static InvalidValueException refused() {
        return new InvalidValueException("must be an e-mail address such as ada@example.org");
    }

    private static DomainName domain(String typed) {
        try {
            return DomainName.parse(typed);
        } catch (InvalidValueException noDomain) {
            throw refused();
        }
    }

    private static int octets(String text) {
        return text.getBytes(UTF_8).length;
    }

    /**
     * Reads an address, without what was pasted around it.
     *
     * @throws InvalidValueException when the text is no e-mail address
     */
    public static EmailAddress parse(String raw) {
        return new EmailAddress(PastedText.trim(raw));
    }

    private String local() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /** The domain, of which all spellings are one. */
    public DomainName domain() {
        return DomainName.parse(value.substring(value.lastIndexOf('@') + 1));
    }

    /** The address for a mail server: its domain in ASCII, its local part as it is. */
    public String withAsciiDomain() {
        return local() + '@' + domain().ascii();
    }

    @Override
    public ContactKind kind() {
        return ContactKind.EMAIL;
    }

    @Override
    public <R> R fold(
            Function<? super EmailAddress, ? extends R> onEmail, Function<? super PhoneNumber, ? extends R> onPhone) {
        return onEmail.apply(this);
    }

    @Override
    public String key() {
        return key(local(), domain());
    }

    private static String key(String local, DomainName domain) {
        return local.toLowerCase(Locale.ROOT) + '@' + domain.ascii();
    }

    @Override
    public String masked() {
        int at = value.lastIndexOf('@');
        String last = value.codePointCount(0, at) > 2 ? value.substring(value.offsetByCodePoints(at, -1), at) : "";
        return value.substring(0, value.offsetByCodePoints(0, 1)) + "***" + last + value.substring(at);
    }

    @Override
    public String toString() {
        return masked();
    }
}
