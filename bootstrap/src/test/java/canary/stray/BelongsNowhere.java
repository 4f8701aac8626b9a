package canary.stray;

/** Breaks: every class has a layer. */
public final class BelongsNowhere {}
