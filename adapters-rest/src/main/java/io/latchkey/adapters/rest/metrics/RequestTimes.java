package io.latchkey.adapters.rest.metrics;

/** Measures requests. */
@FunctionalInterface
public interface RequestTimes {
    /**
     * Is told of each request that a route was found for, when its answer begins.
     *
     * @param route template of the path, without the prefix of a face
     * @param nanos time since the route was found, in nanoseconds
     */
    void observe(String route, String method, int status, long nanos);
}
