package io.latchkey.application.user.service;

import io.latchkey.application.shared.port.Digester;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Under what wrong passwords are counted for a login, without keeping the login itself. */
public final class LoginKeys {
    private final Digester digester;

    public LoginKeys(Digester digester) {
        this.digester = digester;
    }

    /** Key of a login as typed; the same for all its spellings. */
    public UUID of(LoginName login) {
        return digester.keyed("login\n" + login.key());
    }

    /** Every key failures of this account may be kept under: its id and its logins'. */
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
