package io.latchkey.application.otp;

import io.latchkey.application.user.CreatedCredential;

/** What a right code made. */
public sealed interface Gain {
    /** One function for each case. */
    interface Cases<R> {
        R nothing(Nothing nothing);

        R validation(Validation validation);

        R resetKey(ResetKey resetKey);

        R credential(Credential credential);

        R proof(Proof proof);
    }

    /** Answers each case by its own function. */
    <R> R answer(Cases<R> cases);

    /** The effect makes nothing that the caller gets. */
    record Nothing() implements Gain {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.nothing(this);
        }
    }

    /** @param token shows that the client validated the contact; 32 letters and digits */
    record Validation(String token) implements Gain {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.validation(this);
        }

        @Override
        public String toString() {
            return "Validation[redacted]";
        }
    }

    /** @param key good for one change of the password; 32 letters and digits */
    record ResetKey(String key) implements Gain {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.resetKey(this);
        }
    }

    /** The API credential with its new secret. */
    record Credential(CreatedCredential created) implements Gain {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.credential(this);
        }
    }

    /** @param token signed statement that the code was right, for others to check */
    record Proof(String token) implements Gain {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.proof(this);
        }
    }
}
