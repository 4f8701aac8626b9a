package io.latchkey.application.shared.port;

import io.latchkey.application.shared.ClientOrigin;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Records events for security reviews (OWASP ASVS 5.0, 16.2 and 16.3). Never given a code, password, token, key, login or
 * contact.
 */
public interface AuditTrail {
    /**
     * Counts and records an event, whether or not the surrounding unit of work commits. Services record once that is over, so that whoever
     * reads of an account finds it.
     *
     * @param details by {@link Detail#key()}; only details that the event declares
     */
    void record(Event event, Map<String, String> details);

    /** Records an event together with the client's network and its app. */
    default void record(Event event, ClientOrigin origin, Map<String, String> details) {
        Map<String, String> all = new HashMap<>(details);
        all.put(Detail.NETWORK.key(), origin.network());
        all.put(Detail.APP.key(), origin.app());
        record(event, all);
    }

    /** What lines of the trail may tell beside their time and event. */
    enum Detail {
        USER("id of the account; left out where no account is meant"),
        LOGIN("keyed digest of the typed login; of a contact it is the same as `contact`"),
        CONTACT("keyed digest of the contact"),
        SUBJECT("keyed digest of what the limit counts, such as a contact, an account id or a network"),
        SESSION("id of the session"),
        CREDENTIAL("id of the API credential"),
        CHALLENGE("id of the challenge; codes of one challenge share it"),
        PURPOSE("what the code is for"),
        CHANNEL(
                "kind of contact: `email` or `phone`; of a suppression, the channel: `email`, `sms`, `whatsapp` or `voice`"),
        METHODS("how somebody signed in, as registered in RFC 8176"),
        FACTOR("what was shown: `password`, `code`, or `password and code`"),
        REASON("why it was refused"),
        LIMIT("name of the limit"),
        NETWORK("the client's IPv4 address, or the /64 of its IPv6 address"),
        APP("app whose client called: `native`, the name of a face, or `command line`"),
        COUNT("how many"),
        COUNTERS("counters of wrong guesses that were cleared"),
        LOCKS("retry locks that were lifted"),
        MESSAGE("id of the message"),
        KIND("kind of message"),
        OUTCOME("provider that took the message, or class of its failure"),
        PROVIDER("name of the provider"),
        COUNTRY("ISO 3166 code of the country that the messages go to; left out for e-mail"),
        PROVIDERS("number of providers"),
        SETTING("key of the setting"),
        VALUE("value of the setting, which is never a secret"),
        ACTOR("who administers: the id of an account, or `command line`"),
        DEED("deed of administration"),
        NOTE("reason that the actor typed"),
        DECISION("id of the decision that was read"),
        LISTING("id of a listing: a block, or an exception from blocks"),
        EFFECT("`block` or `allow`"),
        TARGET("the beginning of numbers, the domain or the network that is listed; a contact is told by its digest"),
        TEST("`true` when the code is fixed, so that nobody had to receive anything");

        private final String meaning;

        Detail(String meaning) {
            this.meaning = meaning;
        }

        /** Name in a line of the trail. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Meaning for operators, in Markdown. */
        public String meaning() {
            return meaning;
        }
    }

    /** Events of the audit trail. */
    enum Event {
        REGISTERED("an account was registered", Detail.USER),
        CONTACT_VERIFIED("a contact became an account's own", Detail.USER, Detail.CHANNEL),
        ACCOUNT_CHANGED("profile, contacts or second factor of an account were changed", Detail.USER),
        ACCOUNT_DELETED("an account was deleted", Detail.USER),
        ACCOUNT_UNLOCKED("an operator lifted what wrong guesses had shut", Detail.USER, Detail.COUNTERS, Detail.LOCKS),
        PASSWORD_CHANGED("a password was set or changed by its owner", Detail.USER),
        PASSWORD_RESET("a password was reset by who got a code, link or reset key", Detail.USER),
        CODE_REQUESTED(
                "a code was made and its message promised",
                Detail.CHALLENGE,
                Detail.PURPOSE,
                Detail.CHANNEL,
                Detail.USER,
                Detail.CONTACT,
                Detail.NETWORK,
                Detail.APP,
                Detail.TEST),
        CODE_VERIFIED(
                "a code or link was right",
                Detail.CHALLENGE,
                Detail.PURPOSE,
                Detail.CHANNEL,
                Detail.USER,
                Detail.NETWORK,
                Detail.APP,
                Detail.TEST),
        CODE_REFUSED(
                "a code or link was refused, whether or not it was compared",
                Detail.CHALLENGE,
                Detail.PURPOSE,
                Detail.CHANNEL,
                Detail.USER,
                Detail.REASON,
                Detail.NETWORK,
                Detail.APP,
                Detail.TEST),
        SIGNED_IN("a session was opened", Detail.USER, Detail.SESSION, Detail.METHODS, Detail.NETWORK, Detail.APP),
        SIGN_IN_REFUSED(
                "a sign-in was refused, or a current password was wrong; also while tries are not compared",
                Detail.USER,
                Detail.LOGIN,
                Detail.FACTOR,
                Detail.REASON,
                Detail.NETWORK,
                Detail.APP),
        SECOND_FACTOR_ASKED(
                "a password was right and a second factor was asked for", Detail.USER, Detail.NETWORK, Detail.APP),
        SESSION_REFRESHED("a refresh token was exchanged", Detail.USER, Detail.SESSION, Detail.NETWORK, Detail.APP),
        REFRESH_REFUSED(
                "a refresh token was refused", Detail.USER, Detail.SESSION, Detail.REASON, Detail.NETWORK, Detail.APP),
        REFRESH_TOKEN_REUSED(
                "a refresh token came a second time, so its session was ended",
                Detail.USER,
                Detail.SESSION,
                Detail.NETWORK,
                Detail.APP),
        TOKEN_REFUSED(
                "an access token was refused", Detail.USER, Detail.SESSION, Detail.REASON, Detail.NETWORK, Detail.APP),
        SESSIONS_ENDED("an owner signed out", Detail.USER, Detail.COUNT),
        CREDENTIAL_CREATED("an API credential was made or got a new secret", Detail.USER, Detail.CREDENTIAL),
        CREDENTIAL_REVOKED(
                "API credentials were revoked: one by its owner, or all by a reset",
                Detail.USER,
                Detail.CREDENTIAL,
                Detail.COUNT),
        CREDENTIAL_USED(
                "an API credential was used; at most one line per credential and minute",
                Detail.USER,
                Detail.CREDENTIAL,
                Detail.NETWORK,
                Detail.APP),
        CREDENTIAL_REFUSED(
                "an API credential was refused",
                Detail.USER,
                Detail.CREDENTIAL,
                Detail.REASON,
                Detail.NETWORK,
                Detail.APP),
        API_KEY_REFUSED("a key or token of a program or operator was missing or wrong", Detail.NETWORK, Detail.APP),
        THROTTLED(
                "a limit refused a call, or held a notice back",
                Detail.LIMIT,
                Detail.SUBJECT,
                Detail.NETWORK,
                Detail.APP),
        MESSAGE_ACCEPTED(
                "a provider took a message", Detail.MESSAGE, Detail.KIND, Detail.CHANNEL, Detail.OUTCOME, Detail.TEST),
        MESSAGE_FAILED("a message was given up", Detail.MESSAGE, Detail.KIND, Detail.CHANNEL, Detail.OUTCOME),
        CONTACT_SUPPRESSED(
                "a provider said that a reader opted out, or that an address bounced or complained: it gets nothing by this channel",
                Detail.CONTACT,
                Detail.CHANNEL,
                Detail.PROVIDER,
                Detail.OUTCOME),
        CONTACT_REOPENED(
                "the owner of an address that bounced verified it anew: it gets messages again",
                Detail.USER,
                Detail.CONTACT,
                Detail.CHANNEL,
                Detail.CHALLENGE),
        PROVIDER_PAUSED(
                "a provider is skipped in a country because calls to it fail",
                Detail.PROVIDER,
                Detail.COUNTRY,
                Detail.OUTCOME),
        PROVIDER_RESTORED("a provider that was skipped in a country answers again", Detail.PROVIDER, Detail.COUNTRY),
        DELIVERY_CHANGED("other providers, routes or texts are in force from now on", Detail.PROVIDERS),
        DELIVERY_CHANGE_REFUSED(
                "changed files of providers, routes or texts are refused, and the previous ones stay in force",
                Detail.REASON),
        BOOTSTRAP_TOKEN_ISSUED("a token for the first administrator was printed", Detail.ACTOR),
        BOOTSTRAP_TOKEN_REFUSED(
                "a token for the first administrator was wrong, used or over, or there was an administrator",
                Detail.USER,
                Detail.NETWORK,
                Detail.APP),
        ADMINISTRATOR_MADE(
                "an account became the first administrator by such a token", Detail.USER, Detail.NETWORK, Detail.APP),
        ADMINISTERED(
                "somebody did a deed of administration",
                Detail.ACTOR,
                Detail.DEED,
                Detail.USER,
                Detail.CONTACT,
                Detail.CREDENTIAL,
                Detail.MESSAGE,
                Detail.DECISION,
                Detail.LISTING,
                Detail.EFFECT,
                Detail.TARGET,
                Detail.NOTE,
                Detail.NETWORK,
                Detail.APP),
        ADMINISTRATION_REFUSED(
                "somebody was refused a deed of administration",
                Detail.ACTOR,
                Detail.DEED,
                Detail.USER,
                Detail.CONTACT,
                Detail.CREDENTIAL,
                Detail.MESSAGE,
                Detail.DECISION,
                Detail.LISTING,
                Detail.EFFECT,
                Detail.TARGET,
                Detail.REASON,
                Detail.NETWORK,
                Detail.APP),
        PROTECTION_LOWERED(
                "a setting in force protects less than it could; at each start in production mode, once for each setting",
                Detail.SETTING,
                Detail.VALUE);

        private final String occasion;
        // Never changed, and handed out as a copy.
        @SuppressWarnings("ImmutableEnumChecker")
        private final Set<Detail> details;

        Event(String occasion, Detail first, Detail... others) {
            this.occasion = occasion;
            this.details = EnumSet.of(first, others);
        }

        /** Name in a line of the trail and in metrics. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** When the event is recorded, as a sentence without a full stop. */
        public String occasion() {
            return occasion;
        }

        /** Details that a line of this event may have. */
        public Set<Detail> details() {
            return EnumSet.copyOf(details);
        }
    }
}
