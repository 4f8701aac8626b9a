package io.latchkey.adapters.rest.console;

/**
 * The operator's settings of the console.
 *
 * @param isServed whether there is a console
 */
public record ConsoleSettings(boolean isServed) {}
