package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.UserRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of accounts.
 *
 * @param next cursor of the next page; null at the end
 */
record AdminUsersResponse(
        List<AdminUserResponse> users, @Nullable String next) implements ResponseBody {
    static AdminUsersResponse from(Page<UserRecord> page) {
        return new AdminUsersResponse(
                page.items().stream().map(AdminUserResponse::from).toList(),
                page.next().map(Cursor::write).orElse(null));
    }
}
