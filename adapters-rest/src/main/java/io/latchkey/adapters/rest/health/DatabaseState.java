package io.latchkey.adapters.rest.health;

/** Tells whether the database can be used. */
@FunctionalInterface
public interface DatabaseState {
    /** Asks the database on each call. The result is true when it answers. */
    boolean isHealthy();
}
