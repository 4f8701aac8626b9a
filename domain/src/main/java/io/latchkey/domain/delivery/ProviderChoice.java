package io.latchkey.domain.delivery;

/**
 * One provider of a step.
 *
 * @param provider its name
 * @param weight its full share of the step's messages, relative to the other weights; 1 to 1000
 */
public record ProviderChoice(String provider, int weight) {
    public ProviderChoice {
        if (weight < 1 || weight > 1000) {
            throw new IllegalArgumentException("weight must be 1 to 1000");
        }
    }
}
