package io.latchkey.application.session;

import io.latchkey.domain.otp.OtpPurpose;
import java.time.Duration;

/**
 * The differences between groups of clients that sign in. All other rules apply to every client.
 *
 * @param name commands choose the rules by this name
 * @param lock how wrong passwords lock
 * @param codePurpose purpose of the second step's codes
 * @param codeNeeded whether every sign-in by password also needs a code
 * @param accessTokenLifetime for sign-ins by password; 1 min to 24 h
 */
public record SignInRules(
        String name, PasswordLock lock, OtpPurpose codePurpose, boolean codeNeeded, Duration accessTokenLifetime) {}
