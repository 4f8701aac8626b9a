package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.AccountFault;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** Answers a name that an account cannot have. */
final class AccountFaults {
    private AccountFaults() {}

    /**
     * @throws IllegalStateException for a fault of a contact, because this API conceals taken contacts and has no
     *     validation
     */
    static Response refuse(Set<AccountFault> faults) {
        return switch (faults.iterator().next()) {
            case USERNAME_TAKEN -> Refusals.usernameTaken().toResponse();
            case EMAIL_TAKEN, PHONE_TAKEN, EMAIL_NOT_VALIDATED, PHONE_NOT_VALIDATED ->
                throw new IllegalStateException("a fault of a contact was told to somebody who did not ask");
        };
    }
}
