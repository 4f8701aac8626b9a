package io.latchkey.application.shared.port;

import java.util.Map;

/** Keeps what a security reviewer will ask for (OWASP ASVS 5.0, 16.3). Never given a code, password, token or full address. */
public interface AuditTrail {
    /** Counted and kept at once, whether or not the surrounding transaction commits. */
    void record(Event event, Map<String, String> details);

    /** What can happen. */
    enum Event {
        REGISTERED,
        CONTACT_VERIFIED,
        ACCOUNT_CHANGED,
        ACCOUNT_DELETED,
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
        /** A provider is passed over because calls to it fail. */
        PROVIDER_PAUSED,
        /** A provider that was passed over answers again. */
        PROVIDER_RESTORED,
        /** Other providers, routes or texts hold from now on. */
        DELIVERY_CHANGED,
        /** Files of providers, routes or texts changed and are refused; what held before still does. */
        DELIVERY_CHANGE_REFUSED
    }
}
