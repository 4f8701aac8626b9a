package io.latchkey.adapters.sms.oauth;

/** Rejects tokens with characters that could end the token's field in a sign-in and begin another. */
final class BearerToken {
    private BearerToken() {}

    /** @throws NoTokenException when the text is empty or has a character other than printable ASCII */
    static String check(String text) {
        if (text.isEmpty() || text.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7f)) {
            throw new NoTokenException("no access token: not usable");
        }
        return text;
    }
}
