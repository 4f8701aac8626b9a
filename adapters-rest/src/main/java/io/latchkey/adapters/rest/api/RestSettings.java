package io.latchkey.adapters.rest.api;

import java.util.Locale;

/**
 * What the operator decides about the HTTP interface.
 *
 * @param defaultLocale language of whoever asks for none
 */
public record RestSettings(Locale defaultLocale) {}
