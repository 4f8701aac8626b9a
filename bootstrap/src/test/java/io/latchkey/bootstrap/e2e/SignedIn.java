package io.latchkey.bootstrap.e2e;

/** A person with one of their sessions. */
record SignedIn(Person person, Visitor visitor, String accessToken, String refreshToken, String sessionId) {
    static SignedIn of(Person person, Visitor visitor, Reply tokens) {
        String accessToken = tokens.expect(200).get("accessToken");
        return new SignedIn(
                person, visitor.bearer(accessToken), accessToken, tokens.get("refreshToken"), tokens.get("sessionId"));
    }
}
