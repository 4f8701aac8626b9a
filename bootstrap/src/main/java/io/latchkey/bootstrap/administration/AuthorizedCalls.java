package io.latchkey.bootstrap.administration;

import java.util.Optional;
import java.util.function.Function;

/** Calls a server with an access token, and once more with another where the first is not taken. */
record AuthorizedCalls(HttpCalls http, Access access) {
    Answer send(HttpCalls.Call call) {
        return send(call, http::send);
    }

    /**
     * Sends a call in some way.
     *
     * @throws NotDoneException when there is no token, or no answer comes
     */
    Answer send(HttpCalls.Call call, Function<HttpCalls.Call, Answer> way) {
        String token = access.token();
        Answer answer = way.apply(authorized(call, token));
        Optional<String> another = answer.status() == 401 ? access.inPlaceOf(token) : Optional.empty();
        return another.map(next -> way.apply(authorized(call, next))).orElse(answer);
    }

    /** A key and secret with a colon between are an API credential. */
    private static HttpCalls.Call authorized(HttpCalls.Call call, String token) {
        return call.with("Authorization", (token.indexOf(':') < 0 ? "Bearer " : "token ") + token);
    }
}
