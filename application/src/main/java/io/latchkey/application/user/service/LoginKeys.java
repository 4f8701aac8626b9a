package io.latchkey.application.user.service;

import io.latchkey.application.shared.port.Digester;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Derives the keys under which wrong passwords are counted. The logins themselves are not stored. */
public final class LoginKeys {
    private final Digester digester;

    public LoginKeys(Digester digester) {
        this.digester = digester;
    }

    /** The key of a login; the same for all its spellings. */
    public UUID of(LoginName login) {
        return digester.keyed("login\n" + login.key());
    }

    /** All keys that may hold failures of this account: its id and the keys of its logins. */
    public List<UUID> allOf(User user) {
        Stream<LoginName> byUsername = Optional.ofNullable(user.username()).map(LoginName.ByUsername::new).stream()
                .map(LoginName.class::cast);
        Stream<LoginName> byContact = user.verifiedContacts().stream().map(LoginName.ByContact::new);
        return Stream.concat(
                        Stream.of(user.id().value()),
                        Stream.concat(byUsername, byContact).map(this::of))
                .toList();
    }
}
