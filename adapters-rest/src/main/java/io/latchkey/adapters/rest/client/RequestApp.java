package io.latchkey.adapters.rest.client;

/** The app that the client of the current request belongs to. */
@FunctionalInterface
public interface RequestApp {
    /** Returns {@code native}, or the name of a face. */
    String get();
}
