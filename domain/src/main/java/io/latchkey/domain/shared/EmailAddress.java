package io.latchkey.domain.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * E-mail address (RFC 5321 dot-string form, internationalised local parts per RFC 6531), at most 254 octets long.
 *
 * <p>The local part is kept as typed. The domain is folded (Unicode NFKC, lower case). Comparison ignores case
 * throughout. A local part with look-alike letters (not in NFKC) is refused, because lower case would make it equal to
 * another mailbox.
 */
public record EmailAddress(String value) implements Contact {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL_LENGTH = 64;
    private static final Pattern LOCAL =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN = Pattern.compile(
            "([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+[\\p{L}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])");

    public EmailAddress {
        int at = value.lastIndexOf('@');
        if (value.length() > MAX_LENGTH
                || at < 1
                || at > MAX_LOCAL_LENGTH
                || !Normalizer.isNormalized(value, Normalizer.Form.NFKC)
                || !LOCAL.matcher(value.substring(0, at)).matches()
                || !DOMAIN.matcher(value.substring(at + 1)).matches()) {
            throw new InvalidValueException("must be an e-mail address such as ada@example.org");
        }
    }

    /**
     * Reads an address, without what was pasted around it.
     *
     * @throws InvalidValueException when the text is no e-mail address
     */
    public static EmailAddress parse(String raw) {
        String trimmed = PastedText.trim(raw);
        int at = trimmed.lastIndexOf('@');
        return new EmailAddress(at < 0 ? trimmed : trimmed.substring(0, at) + fold(trimmed.substring(at)));
    }

    private static String fold(String domain) {
        return Normalizer.normalize(domain, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
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
        return value.toLowerCase(Locale.ROOT);
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
