package io.latchkey.application.admin.service;

import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.domain.admin.AdminRole;
import io.latchkey.domain.user.User;
import java.util.function.Predicate;

/**
 * Tells whether nobody else would be left who administers. It is asked in the unit of work that takes the account away. Of several who go at once,
 * the last one stays.
 */
public final class LastAdministrator implements Predicate<User> {
    private final AccountDirectory directory;

    public LastAdministrator(AccountDirectory directory) {
        this.directory = directory;
    }

    @Override
    public boolean test(User user) {
        String admin = AdminRole.ADMIN.wireName();
        return user.isActive()
                && user.roles().contains(admin)
                && directory.lockActive(admin).stream().allMatch(user.id()::equals);
    }
}
