package io.latchkey.adapters.rest.api;

import java.util.Locale;

/**
 * The operator's settings of the HTTP interface.
 *
 * @param defaultLocale language of a request that asks for no language
 */
public record RestSettings(Locale defaultLocale) {}
