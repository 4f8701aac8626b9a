package io.latchkey.bootstrap.drill;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Somebody who registers, signs in, refreshes and signs out, and remembers what the service answered. */
final class PromisedPerson {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final int REFRESHES = 3;
    private static final String PASSWORD = "four unrelated little words";

    private final String username = "person" + NUMBERS.incrementAndGet();
    private final String phone = Visitors.german();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private boolean isRegistered;
    private boolean isSignedOut;
    /** A call about the session was not answered, so that it may have been done or not. */
    private boolean isUnsure;

    private @Nullable String refreshToken;
    private @Nullable String usedChallenge;
    private @Nullable String usedCode;

    /**
     * Goes through a whole story, until the service does not answer.
     *
     * @param client calls the service
     * @param codes waits for the code that a number gets
     */
    void live(PromiseClient client, Codes codes) {
        String challenge = client.ask(202, "/users", "username", username, "phone", phone, "password", PASSWORD)
                .at("/challenges/0/id");
        codes.expect(phone);
        String code = codes.await(phone);
        client.ask(200, "/otp/" + challenge + "/verify", "code", code);
        isRegistered = true;
        note("registered");
        usedChallenge = challenge;
        usedCode = code;
        refreshToken = signIn(client).at("/refreshToken");
        for (int i = 0; i < REFRESHES; i++) {
            isUnsure = true;
            PromiseClient.Answer refreshed = refresh(client, 200);
            refreshToken = refreshed.at("/refreshToken");
            note("refreshed");
            isUnsure = i == REFRESHES - 1;
            if (isUnsure) {
                client.signOut(refreshed.at("/accessToken"));
                isSignedOut = true;
                note("signed out");
            }
        }
    }

    private PromiseClient.Answer signIn(PromiseClient client) {
        return client.ask(200, "/sessions", "login", username, "password", PASSWORD);
    }

    private PromiseClient.Answer refresh(PromiseClient client, int status) {
        return client.ask(status, "/sessions/refresh", "refreshToken", refreshToken);
    }

    /** Looks whether everything that was answered is still so. */
    void check(PromiseClient client) {
        if (!isRegistered) {
            return;
        }
        signIn(client);
        client.ask(422, "/otp/" + usedChallenge + "/verify", "code", usedCode);
        if (refreshToken == null) {
            return;
        }
        if (isSignedOut) {
            refresh(client, 401);
        } else if (!isUnsure) {
            // An answered refresh is never taken for theft.
            refreshToken = refresh(client, 200).at("/refreshToken");
        }
    }

    private void note(String answer) {
        answers.add(Instant.now() + " " + answer);
    }

    @Override
    public String toString() {
        return username + " " + answers;
    }

    /** Waits for codes at the provider of the drill. */
    interface Codes {
        /** The service promised a message to this number. */
        void expect(String phone);

        /** The code of the message. */
        String await(String phone);
    }
}
