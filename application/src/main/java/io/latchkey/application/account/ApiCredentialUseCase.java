package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Use case: create, list and revoke the credentials of programs that act for the account. */
public interface ApiCredentialUseCase {
    /**
     * @param expiresAt in the future; empty for no end
     * @throws io.latchkey.domain.shared.InvalidValueException when the name or the end is refused, or there are too many
     */
    Creation create(Caller caller, String name, Optional<Instant> expiresAt);

    /** Newest first. */
    List<ApiCredential> list(Caller caller);

    /** Answers whether the account had it. */
    boolean revoke(Caller caller, ApiCredentialId id);

    /** Outcome of creating one. */
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

        /** The sign-in is too old, or the caller is itself a credential. */
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
