package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Use case: create, list and revoke API credentials, which let programs act for the account. */
public interface ApiCredentialUseCase {
    /**
     * Creates a credential.
     *
     * @param current the current password in place of a recent sign-in
     * @throws io.latchkey.domain.shared.InvalidValueException when the name, the end or a role is refused, or when there
     *     are too many credentials
     */
    Creation create(Caller caller, NewCredential wish, Optional<CurrentPassword> current);

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
                Function<? super NotConfirmed, ? extends R> onNotConfirmed);

        record Created(CreatedCredential created) implements Creation {
            @Override
            public <R> R fold(
                    Function<? super Created, ? extends R> onCreated,
                    Function<? super NotConfirmed, ? extends R> onNotConfirmed) {
                return onCreated.apply(this);
            }
        }

        /** An API credential makes no other one. */
        record NotConfirmed(Unconfirmed why) implements Creation {
            @Override
            public <R> R fold(
                    Function<? super Created, ? extends R> onCreated,
                    Function<? super NotConfirmed, ? extends R> onNotConfirmed) {
                return onNotConfirmed.apply(this);
            }
        }
    }
}
