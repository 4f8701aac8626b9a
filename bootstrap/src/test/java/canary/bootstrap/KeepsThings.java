package canary.bootstrap;

import canary.application.otp.port.Store;

/** Breaks: bootstrap holds no adapters. */
public final class KeepsThings implements Store {}
