package canary.adapters.sms;

/** An adapter that another adapter must not use. */
public final class Sender {}
