package io.latchkey.domain.listing;

import io.latchkey.domain.shared.DomainName;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a listing is about. Contacts, numbers, domains and addresses have names that go from the general to the particular, so that a
 * target covers each name that begins with its own.
 *
 * @param name what names are compared with; of a contact it is a keyed digest, so that the store holds no contact
 * @param shown the form for operators; of a contact, most symbols are hidden
 */
public record Target(Kind kind, String name, String shown) {
    private static final Pattern PREFIX = Pattern.compile("\\+[1-9][0-9]{0,13}");

    /** What sort of target it is. */
    public enum Kind {
        /** One e-mail address or phone number. */
        CONTACT,
        /** All phone numbers that begin so (ITU-T E.164). */
        PREFIX,
        /** All e-mail addresses of a domain and of the domains below it. */
        DOMAIN,
        /** All clients with an address of a block (RFC 4632, RFC 4291). */
        NETWORK;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws InvalidValueException when no kind has this wire name */
        public static Kind parse(String raw) {
            return Arrays.stream(values())
                    .filter(kind -> kind.wireName().equals(raw))
                    .findFirst()
                    .orElseThrow(
                            () -> new InvalidValueException("kind", "must be one of contact, prefix, domain, network"));
        }
    }

    /**
     * The phone numbers that begin so.
     *
     * @throws InvalidValueException when the text is no plus sign with 1 to 14 digits
     */
    public static Target prefix(String typed) {
        String prefix = typed.replaceAll("[ ()./-]", "");
        if (!PREFIX.matcher(prefix).matches()) {
            throw new InvalidValueException("target", "must be the beginning of numbers such as +4915");
        }
        return new Target(Kind.PREFIX, prefix, prefix);
    }

    /**
     * The e-mail addresses of a domain and of those below it.
     *
     * @throws InvalidValueException when the text is no domain
     */
    public static Target domain(String typed) {
        try {
            DomainName domain = DomainName.parse(typed.strip());
            return new Target(Kind.DOMAIN, nameOf(domain), domain.unicode());
        } catch (InvalidValueException refused) {
            throw new InvalidValueException("target", refused.reason());
        }
    }

    /** The labels from the top of the tree of names down, each with a dot after it. */
    public static String nameOf(DomainName domain) {
        List<String> labels = Arrays.asList(domain.ascii().split("\\.", -1));
        Collections.reverse(labels);
        return labels.stream().map(label -> label + '.').collect(Collectors.joining());
    }

    /** Whether this name is among those that are meant. */
    public boolean covers(String other) {
        return other.startsWith(name);
    }
}
