package canary.application.novelty;

/** Belongs to a feature that nobody put in its place. */
public record Gadget(String name) {}
