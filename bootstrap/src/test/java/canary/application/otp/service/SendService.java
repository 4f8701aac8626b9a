package canary.application.otp.service;

/** A service that only bootstrap may use. */
public final class SendService {}
