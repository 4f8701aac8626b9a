package canary.application.otp;

/** An outcome of two cases. */
public sealed interface Answer {
    record Yes() implements Answer {}

    record No() implements Answer {}
}
