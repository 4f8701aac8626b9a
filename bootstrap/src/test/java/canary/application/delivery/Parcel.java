package canary.application.delivery;

/** Belongs to a feature that stands on top of codes. */
public record Parcel(String content) {}
