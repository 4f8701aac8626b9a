package io.latchkey.adapters.sms.provider;

import java.util.Locale;

/** What a provider's refusal means to us. */
public enum ErrorClass {
    /** No message can reach this number, whoever sends it. */
    BAD_NUMBER,
    /** The reader asked the provider not to be written to. */
    OPTED_OUT,
    /** Too many messages; the provider wants a pause. */
    THROTTLED,
    /** The provider does not let us in, or not with what is left of our money. */
    AUTHENTICATION,
    /** The provider is broken for now. */
    TEMPORARY,
    /** This provider refuses this message for good; another one may take it. */
    PERMANENT;

    /** As definitions write it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
