package canary.adapters.rest.face.other;

/** A face that another face must not use. */
public final class OtherFace {}
