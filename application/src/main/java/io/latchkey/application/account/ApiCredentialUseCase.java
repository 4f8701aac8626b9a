package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Use case: create, list and revoke API credentials, which let programs act for the account. */
public interface ApiCredentialUseCase {
    /**
     * Creates a credential.
     *
     * @param expiresAt in the future; empty for no end
     * @throws io.latchkey.domain.shared.InvalidValueException when the name or the end is refused, or when there are
     *     too many credentials
     */
    Creation create(Caller caller, String name, Optional<Instant> expiresAt);

    /** The account's credentials, newest first. */
    List<ApiCredential> list(Caller caller);

    /**
     * Revokes a credential.
     *
     * @return whether the account had it
     */
    boolean revoke(Caller caller, ApiCredentialId id);

    /** Outcome of creating a credential. */
    sealed interface Creation {
        <R> R fold(
                Function<? super Created, ? extends R> onCreated,
                Function<? super NeedsRecentSignIn, ? extends R> onNeedsRecentSignIn);

        record Created(CreatedCredential created) implements Creation {
            @Override
            public <R> R fold(
                    Function<? super Created, ? extends R> onCreated,
                    Function<? super NeedsRecentSignIn, ? extends R> onNeedsRecentSignIn) {
                return onCreated.apply(this);
            }
        }

        /** The sign-in is too old, or the caller used an API credential. */
        record NeedsRecentSignIn() implements Creation {
            @Override
            public <R> R fold(
                    Function<? super Created, ? extends R> onCreated,
                    Function<? super NeedsRecentSignIn, ? extends R> onNeedsRecentSignIn) {
                return onNeedsRecentSignIn.apply(this);
            }
        }
    }
}
