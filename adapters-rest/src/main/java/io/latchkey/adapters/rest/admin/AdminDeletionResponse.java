package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.domain.admin.AccountDeletion;
import java.time.Instant;

/** When an account was deleted, and until when it can be restored. */
record AdminDeletionResponse(Instant requestedAt, Instant dueAt) implements ResponseBody {
    static AdminDeletionResponse from(AccountDeletion deletion) {
        return new AdminDeletionResponse(deletion.requestedAt(), deletion.dueAt());
    }
}
