package canary.stray;

/** Breaks: every class belongs to a layer. */
public final class BelongsNowhere {}
