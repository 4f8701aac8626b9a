package io.latchkey.application.admin;

import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.user.User;
import java.util.Optional;

/**
 * An account as administration sees it.
 *
 * @param deletion empty unless the account is being deleted
 */
public record UserRecord(User user, Optional<AccountDeletion> deletion) {}
