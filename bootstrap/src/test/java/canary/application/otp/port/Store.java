package canary.application.otp.port;

/** A port. */
public interface Store {}
