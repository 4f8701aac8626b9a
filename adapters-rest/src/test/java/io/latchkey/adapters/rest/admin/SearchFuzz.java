package io.latchkey.adapters.rest.admin;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.application.admin.Page;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.Iterator;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Searches of administrators, and the versions that their changes are meant for. */
public final class SearchFuzz {
    private SearchFuzz() {}

    /** Reads contacts without numbering plans, which have tests of their own. */
    private static final class Contacts implements ContactParser {
        @Override
        public PhoneNumber parsePhone(String raw) {
            return new PhoneNumber(raw);
        }

        @Override
        public Contact parse(ContactKind kind, String raw) {
            return kind == ContactKind.PHONE ? parsePhone(raw) : EmailAddress.parse(raw);
        }

        @Override
        public LoginName parseLogin(String raw) {
            return new LoginName.Unusable(raw);
        }
    }

    /** One parameter on each line: limit, cursor, from, before, and two or three that only one kind of search has. */
    public static void read(byte[] input) {
        Iterator<String> lines = text(input).lines().iterator();
        AuditQuery audit = filled(new AuditQuery(), lines);
        audit.person = next(lines);
        audit.actor = audit.person;
        audit.event = next(lines);
        check(() -> audit.read().most());
        DecisionQuery decisions =
                filled(new DecisionQuery(), text(input).lines().iterator());
        decisions.user = audit.person;
        decisions.contact = audit.event;
        decisions.outcome = next(lines);
        check(() -> decisions.read(new Contacts()).most());
        AdminUserQuery users = new AdminUserQuery();
        users.limit = audit.limit;
        users.cursor = audit.cursor;
        users.createdFrom = audit.from;
        users.createdBefore = audit.before;
        users.status = decisions.outcome;
        users.login = audit.person;
        users.loginPrefix = next(lines);
        check(() -> users.read(new Contacts()).most());
        ApplicationQuery applications = new ApplicationQuery();
        applications.limit = audit.limit;
        applications.cursor = audit.cursor;
        applications.user = audit.person;
        applications.key = audit.event;
        applications.state = decisions.outcome;
        applications.unusedSince = audit.before;
        check(() -> applications.read().most());
    }

    private static <Q extends SpanQuery> Q filled(Q query, Iterator<String> lines) {
        String limit = next(lines);
        query.limit = limit == null ? "50" : limit;
        query.cursor = next(lines);
        query.from = next(lines);
        query.before = next(lines);
        return query;
    }

    /** An empty line is a parameter that was left out. */
    private static @Nullable String next(Iterator<String> lines) {
        String line = lines.hasNext() ? lines.next() : "";
        return line.isEmpty() ? null : line;
    }

    /** A search is refused as a fault of the client's, or bounded. */
    private static void check(IntSupplier search) {
        try {
            int most = search.getAsInt();
            require(most >= 1 && most <= Page.MOST, "a page of " + most);
        } catch (InvalidRequestException refused) {
            require(!String.valueOf(refused.getMessage()).isBlank(), "refused without a reason");
        }
    }

    /** A version is refused as a fault of the client's, or is one that accounts have. */
    public static void version(byte[] input) {
        try {
            IfMatch.version(text(input)).ifPresent(version -> require(version >= 0, "a version of " + version));
        } catch (InvalidRequestException refused) {
            require(!String.valueOf(refused.getMessage()).isBlank(), "refused without a reason");
        }
    }
}
