package io.latchkey.adapters.rest.health;

/** Tells whether the database can be used. */
@FunctionalInterface
public interface DatabaseState {
    /** Whether the database answers. May ask it less often than this is called. */
    boolean isHealthy();
}
