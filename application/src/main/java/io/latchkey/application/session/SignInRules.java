package io.latchkey.application.session;

import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;

/**
 * What differs between groups of clients that sign in. Everything else holds for all of them.
 *
 * @param name by which commands choose these rules
 * @param lock how wrong passwords lock
 * @param codePurpose what codes of the second step are sent for
 * @param codeNeeded whether no password signs in without a code
 * @param accessTokenLifetime of sign-ins by password; 1 min to 24 h
 */
public record SignInRules(
        String name, PasswordLock lock, OtpPurpose codePurpose, boolean codeNeeded, Duration accessTokenLifetime) {}
