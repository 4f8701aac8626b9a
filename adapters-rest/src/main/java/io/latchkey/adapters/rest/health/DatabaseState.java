package io.latchkey.adapters.rest.health;

/** Tells whether the database can be used at this moment. */
@FunctionalInterface
public interface DatabaseState {
    /** True when the database answers; asks it each time. */
    boolean isHealthy();
}
