package io.latchkey.domain.shared;

/** A telephone link (RFC 3966), as it is copied from a page: {@code tel:+49-151-12345678}. */
public final class PhoneLink {
    private static final String SCHEME = "tel:";

    private PhoneLink() {}

    public static boolean isLink(String raw) {
        return PastedText.trim(raw).regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The text behind the scheme, or the whole text when it is no link. Parameters of the link stay. */
    public static String numberIn(String raw) {
        return isLink(raw) ? PastedText.trim(raw).substring(SCHEME.length()) : raw;
    }
}
