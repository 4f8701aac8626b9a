package io.latchkey.application.session.service;

import io.latchkey.domain.shared.ContactKind;
import java.util.List;

/**
 * Names how somebody signed in, as registered in RFC 8176: {@code pwd}, {@code sms}, {@code otp} for a code by e-mail, and
 * {@code mfa} where two different factors were proved. Whoever reads an e-mail account may know no more than a password, so a code
 * by e-mail is no second factor (NIST SP 800-63B-4 §3.1.3.1).
 */
final class SignInMethods {
    /** A password alone. */
    static final List<String> PASSWORD = List.of("pwd");

    private final boolean emailIsFactor;

    /** @param emailIsFactor whether a code by e-mail counts as a factor of its own all the same */
    SignInMethods(boolean emailIsFactor) {
        this.emailIsFactor = emailIsFactor;
    }

    /** A code alone. */
    List<String> code(ContactKind sentTo) {
        return List.of(name(sentTo));
    }

    /** A password, and then a code. */
    List<String> passwordAndCode(ContactKind sentTo) {
        return isFactor(sentTo) ? List.of("pwd", name(sentTo), "mfa") : List.of("pwd", name(sentTo));
    }

    private boolean isFactor(ContactKind sentTo) {
        return switch (sentTo) {
            case PHONE -> true;
            case EMAIL -> emailIsFactor;
        };
    }

    private static String name(ContactKind sentTo) {
        return switch (sentTo) {
            case PHONE -> "sms";
            case EMAIL -> "otp";
        };
    }
}
