package canary.adapters.rest.face.other;

/** What another face depends on. */
public final class OtherFace {}
