package io.latchkey.domain.admin;

import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Instant;

/**
 * An account that is going to be deleted. Until then it is disabled and can be restored.
 *
 * @param before the status that a restored account gets back
 * @param requestedAt when it was asked for
 * @param dueAt from when on the account may be gone
 */
public record AccountDeletion(UserId user, UserStatus before, Instant requestedAt, Instant dueAt) {}
