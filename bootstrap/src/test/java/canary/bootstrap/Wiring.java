package canary.bootstrap;

/** Keeps the layer from being empty. */
public final class Wiring {}
