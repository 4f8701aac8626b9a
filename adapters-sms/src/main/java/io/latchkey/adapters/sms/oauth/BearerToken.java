package io.latchkey.adapters.sms.oauth;

/** Keeps out of a sign-in what could end the token's field and begin another. */
final class BearerToken {
    private BearerToken() {}

    /** @throws NoTokenException when the text is empty or has a sign other than printable ASCII */
    static String check(String text) {
        if (text.isEmpty() || text.chars().anyMatch(sign -> sign <= ' ' || sign >= 0x7f)) {
            throw new NoTokenException("no access token: not usable");
        }
        return text;
    }
}
