package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Names;
import io.latchkey.adapters.rest.json.Times;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.UserStatus;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search for accounts. */
public class AdminUserQuery extends PageQuery {
    private static final int LONGEST_LOGIN = 254;

    @QueryParam("login")
    @Nullable
    String login;

    @QueryParam("loginPrefix")
    @Nullable
    String loginPrefix;

    @QueryParam("status")
    @Nullable
    String status;

    @QueryParam("createdFrom")
    @Nullable
    String createdFrom;

    @QueryParam("createdBefore")
    @Nullable
    String createdBefore;

    /** What is asked for. */
    record Wish(UserSearch search, Optional<Position> after, int most) {}

    Wish read(ContactParser contacts) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<UserSearch.Login>> whole =
                fields.optional("login", login, text -> UserSearch.Login.whole(contacts.parseLogin(bounded(text))));
        Fields.Parsed<Optional<UserSearch.Login>> beginning =
                fields.optional("loginPrefix", loginPrefix, text -> UserSearch.Login.beginning(bounded(text)));
        Fields.Parsed<Optional<UserStatus>> wanted = fields.optional("status", status, AdminUserQuery::parseStatus);
        Fields.Parsed<Optional<Instant>> from = fields.optional("createdFrom", createdFrom, Times::parse);
        Fields.Parsed<Optional<Instant>> before = fields.optional("createdBefore", createdBefore, Times::parse);
        Fields.Parsed<Integer> most = most(fields);
        boolean isOfTime = login == null && loginPrefix == null;
        Fields.Parsed<Optional<Position>> after = after(fields, isOfTime);
        if (login != null && loginPrefix != null) {
            fields.refuse("loginPrefix", "must not stand beside login");
        }
        fields.check();
        return new Wish(
                new UserSearch(whole.get().or(beginning::get), wanted.get(), from.get(), before.get()),
                after.get(),
                most.get());
    }

    private static String bounded(String text) {
        if (text.isBlank() || text.length() > LONGEST_LOGIN) {
            throw new InvalidValueException("must be 1 to 254 characters long");
        }
        return text;
    }

    /** @throws InvalidValueException when no status has this name */
    public static UserStatus parseStatus(String raw) {
        return Names.parse("status", UserStatus.class, raw);
    }
}
