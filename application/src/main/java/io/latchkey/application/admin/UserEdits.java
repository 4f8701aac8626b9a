package io.latchkey.application.admin;

import io.latchkey.application.account.Edit;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.SecondFactor;
import java.util.Locale;
import java.util.Optional;

/**
 * What an administrator changes of an account. A new contact counts as verified, on the administrator's word.
 *
 * @param locale empty to keep it
 * @param secondFactor empty to keep it
 */
public record UserEdits(
        Edit<Username> username,
        Edit<String> name,
        Edit<EmailAddress> email,
        Edit<PhoneNumber> phone,
        Optional<Locale> locale,
        Optional<SecondFactor> secondFactor) {}
