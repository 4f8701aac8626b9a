package canary.adapters.sms;

/** An adapter another adapter should not see. */
public final class Sender {}
