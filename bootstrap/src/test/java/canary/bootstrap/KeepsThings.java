package canary.bootstrap;

import canary.application.otp.port.Store;

/** An adapter where there is only wiring. */
public final class KeepsThings implements Store {}
