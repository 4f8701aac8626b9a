package io.latchkey.bootstrap;

import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.EmailKeys;
import io.latchkey.bootstrap.settings.subject.MailKeys;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.Optional;

/**
 * Who e-mails come from.
 *
 * @param name shown with the address; may be empty
 * @param replyTo where answers of readers go; empty when they go to the address
 */
record MailSender(EmailAddress address, String name, Optional<EmailAddress> replyTo) {
    private static final int LONGEST_NAME = 100;

    /**
     * The sender of e-mails that definitions send.
     *
     * @throws InvalidSettingException naming the key of the first error
     */
    static MailSender of(Settings settings) {
        Setting<String> named = settings.isSet(EmailKeys.FROM_NAME)
                ? EmailKeys.FROM_NAME
                : MailKeys.FIRST.sender().name();
        String name = settings.get(named);
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidSettingException(
                    named.key() + " must be at most " + LONGEST_NAME + " characters in one line.");
        }
        return new MailSender(
                address(
                        settings,
                        settings.isSet(EmailKeys.FROM)
                                ? EmailKeys.FROM
                                : MailKeys.FIRST.sender().address()),
                name,
                replyTo(settings));
    }

    /** Where answers to any e-mail go. */
    static Optional<EmailAddress> replyTo(Settings settings) {
        return settings.find(EmailKeys.REPLY_TO).map(given -> address(settings, EmailKeys.REPLY_TO));
    }

    /** @throws InvalidSettingException naming the key */
    static EmailAddress address(Settings settings, Setting<String> key) {
        try {
            return EmailAddress.parse(settings.get(key));
        } catch (InvalidValueException bad) {
            throw new InvalidSettingException(key.key() + " " + bad.reason() + ".");
        }
    }
}
