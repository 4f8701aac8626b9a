package io.latchkey.application.user.service;

import io.latchkey.application.shared.port.Digester;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Derives the keys under which wrong guesses are counted. Logins and contacts themselves are not stored. */
public final class LoginKeys {
    private final Digester digester;

    public LoginKeys(Digester digester) {
        this.digester = digester;
    }

    /** The key of a login; the same for all its spellings. */
    public UUID of(LoginName login) {
        return digester.keyed("login\n" + login.key());
    }

    /**
     * The key of typed codes that were sent to somebody.
     *
     * @param subject whom the requester named; the contact, or a username whose contact it must not learn
     */
    public UUID ofCodes(String subject) {
        return digester.keyed("codes\n" + subject);
    }

    /** The key of an account's typed codes that followed its right password. */
    public UUID ofSecondFactor(UserId user) {
        return digester.keyed("second factor\n" + user);
    }

    /** All keys that may hold failures of this account: its passwords, by id and by login, and its codes. */
    public List<UUID> allOf(User user) {
        Stream<LoginName> logins =
                Stream.concat(usernames(user), user.verifiedContacts().stream().map(LoginName.ByContact::new));
        return Stream.of(Stream.of(user.id().value()), logins.map(this::of), codesOf(user).stream())
                .flatMap(Function.identity())
                .toList();
    }

    /** The keys of the account's typed codes, whoever they were asked for by name. */
    public List<UUID> codesOf(User user) {
        Stream<String> subjects = Stream.concat(
                usernames(user).map(LoginName::key),
                user.reachableContacts().stream().map(Contact::subject));
        return Stream.concat(Stream.of(ofSecondFactor(user.id())), subjects.map(this::ofCodes))
                .toList();
    }

    private static Stream<LoginName> usernames(User user) {
        return Optional.ofNullable(user.username()).stream().map(LoginName.ByUsername::new);
    }
}
