package io.latchkey.application.shared.port;

import java.util.Map;

/** Records events for security reviews (OWASP ASVS 5.0, 16.3). Never given a code, password, token or full address. */
public interface AuditTrail {
    /** Counts and records an event at once, whether or not the surrounding transaction commits. */
    void record(Event event, Map<String, String> details);

    /** Events of the audit trail. */
    enum Event {
        REGISTERED,
        CONTACT_VERIFIED,
        ACCOUNT_CHANGED,
        ACCOUNT_DELETED,
        /** An operator lifted what wrong guesses had shut. */
        ACCOUNT_UNLOCKED,
        PASSWORD_CHANGED,
        PASSWORD_RESET,
        CODE_REQUESTED,
        CODE_VERIFIED,
        CODE_REFUSED,
        SIGNED_IN,
        SIGN_IN_REFUSED,
        SECOND_FACTOR_ASKED,
        SESSION_REFRESHED,
        REFRESH_TOKEN_REUSED,
        SESSIONS_ENDED,
        CREDENTIAL_CREATED,
        CREDENTIAL_REVOKED,
        THROTTLED,
        MESSAGE_ACCEPTED,
        MESSAGE_FAILED,
        /** A provider is skipped because calls to it fail. */
        PROVIDER_PAUSED,
        /** A provider that was skipped answers again. */
        PROVIDER_RESTORED,
        /** Other providers, routes or texts are in force from now on. */
        DELIVERY_CHANGED,
        /** Changed files of providers, routes or texts are refused. The previous ones stay in force. */
        DELIVERY_CHANGE_REFUSED,
        /** A setting in force protects less than it could. Recorded at each start in production mode, once for each setting. */
        PROTECTION_LOWERED
    }
}
