package io.latchkey.application.admin;

import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.UserStatus;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Which accounts are looked for. All conditions hold together.
 *
 * @param login the login, or its beginning; verified and claimed contacts count alike
 * @param createdFrom not created before this time
 * @param createdBefore created before this time
 */
public record UserSearch(
        Optional<Login> login,
        Optional<UserStatus> status,
        Optional<Instant> createdFrom,
        Optional<Instant> createdBefore) {

    /** Every account. */
    public static final UserSearch ALL =
            new UserSearch(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Every account with this login or one that begins so. */
    public UserSearch with(Login searched) {
        return new UserSearch(Optional.of(searched), status, createdFrom, createdBefore);
    }

    /**
     * A login in the form in which logins are compared.
     *
     * @param isWhole whether the text is a whole login; else it is the beginning of one
     */
    public record Login(String text, boolean isWhole) {
        /** A whole login, in any spelling. */
        public static Login whole(LoginName login) {
            return new Login(
                    login.fold(
                            byUsername -> byUsername.username().key(),
                            byContact -> byContact.contact().key(),
                            unusable -> unusable.typed().strip().toLowerCase(Locale.ROOT)),
                    true);
        }

        /** The beginning of a username, an e-mail address, or a phone number with its country code. */
        public static Login beginning(String typed) {
            return new Login(typed.strip().toLowerCase(Locale.ROOT), false);
        }
    }
}
