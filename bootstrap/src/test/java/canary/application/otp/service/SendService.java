package canary.application.otp.service;

/** A service nobody but bootstrap should see. */
public final class SendService {}
