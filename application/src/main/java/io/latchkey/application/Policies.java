package io.latchkey.application;

import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.domain.admin.AdminPolicy;
import io.latchkey.domain.delivery.HealthPolicy;
import io.latchkey.domain.delivery.ProbePolicy;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.CredentialPolicy;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.PasswordPolicies;
import java.util.List;

/** Every limit and choice that an operator makes about people, codes and messages. */
public interface Policies {
    OtpPolicies otp();

    SessionPolicy sessions();

    ThrottlePolicy throttles();

    /** How wrong guesses of one origin, or of one known device, slow it down. */
    LockoutPolicy lockout();

    /** How wrong guesses of all strangers together slow them down. */
    LockoutPolicy strangers();

    /** Requirements of new passwords. */
    PasswordPolicies passwords();

    RetentionPolicy retention();

    /** Contacts with fixed codes. */
    FixedCodeNumbers testNumbers();

    /** Codes of one contact with a fixed code. */
    ThrottleLimit perTestNumber();

    /** Calls about guarded codes of one client address. */
    ThrottleLimit guardedCodesPerAddress();

    /** Rules of sending beside the limits above, asked before them. */
    default List<SendingRule> sendingRules() {
        return List.of();
    }

    /** Sign-ins under a retry lock. */
    RetryLockSignInPolicy retryLockSignIn();

    /** Wrong codes that no challenge counts. */
    GuessLimits guesses();

    /** How owners are told what happened to their accounts. */
    NoticePolicy notices();

    /** When a message that was not taken is tried again. */
    RetryPolicy retry();

    /** How often the owner of an address that bounced may try it. */
    ProbePolicy probes();

    /** When a provider loses messages to others. */
    HealthPolicy health();

    /** Calls to one provider at once, above which other messages pass it over; 1 or more. */
    int mostCallsToOneProvider();

    /** Whether providers may own codes for which a decoy may stand, although a caller may then learn whether a contact has an account. */
    boolean handsConcealedCodesOver();

    /** Whether every sign-in by password is followed by a code. */
    boolean secondFactorRequired();

    /**
     * Whether the contact of the second factor resets the password of an account that has no other contact. One message
     * is then enough to take the account.
     */
    default boolean soleContactResets() {
        return false;
    }

    /** How long API credentials last. */
    CredentialPolicy credentials();

    /** Whether tokens tell of two factors after a password and a code by e-mail. */
    boolean emailIsFactor();

    /** Whether e-mail addresses and phone numbers are answered to those who ask what is free. */
    boolean tellsContacts();

    /** What administration asks of those who administer. */
    AdminPolicy administration();

    /** Whether API credentials end with a password that its owner changes. */
    boolean changeEndsCredentials();
}
