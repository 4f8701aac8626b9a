package io.latchkey.bootstrap.administration;

import java.util.Optional;

/** Where the access token of a command comes from. */
interface Access {
    /**
     * The token to call with.
     *
     * @throws NotDoneException when there is none
     */
    String token();

    /** Another token in the place of one that the server refused; empty when there is none. */
    Optional<String> inPlaceOf(String refused);

    /** What helps when no token is taken, as the end of a sentence. */
    String remedy();

    /** A token that somebody else got. */
    record Given(String token) implements Access {
        @Override
        public Optional<String> inPlaceOf(String refused) {
            return Optional.empty();
        }

        @Override
        public String remedy() {
            return "get a new access token.";
        }

        @Override
        public String toString() {
            return "Given[redacted]";
        }
    }
}
