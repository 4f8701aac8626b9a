package io.latchkey.domain.user;

import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of an account that an attacker tries first as its password (OWASP ASVS 5.0, 6.2.11). */
public final class AccountWords {
    private AccountWords() {}

    /** The words of an account. */
    public static List<String> of(User account) {
        return of(account.username(), account.name(), account.email(), account.phone());
    }

    /**
     * The words of an account that is not made yet: username, name and its parts, e-mail address and its local part, and phone number
     * with and without its plus.
     */
    public static List<String> of(
            @Nullable Username username,
            @Nullable String name,
            @Nullable EmailAddress email,
            @Nullable PhoneNumber phone) {
        return Stream.of(
                        Optional.ofNullable(username).stream().map(Username::value),
                        Optional.ofNullable(name).stream().flatMap(AccountWords::parts),
                        Optional.ofNullable(email).map(EmailAddress::value).stream()
                                .flatMap(AccountWords::local),
                        Optional.ofNullable(phone).map(PhoneNumber::value).stream()
                                .flatMap(AccountWords::digits))
                .flatMap(words -> words)
                .toList();
    }

    private static Stream<String> parts(String name) {
        return Stream.concat(Stream.of(name), Arrays.stream(name.split("\\s+")));
    }

    private static Stream<String> local(String email) {
        return Stream.of(email, email.substring(0, email.lastIndexOf('@')));
    }

    private static Stream<String> digits(String phone) {
        return Stream.of(phone, phone.substring(1));
    }
}
