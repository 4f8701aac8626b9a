package canary.bootstrap;

/** Exists, so that the layer is not empty. */
public final class Wiring {}
