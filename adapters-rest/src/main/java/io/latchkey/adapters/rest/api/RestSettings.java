package io.latchkey.adapters.rest.api;

import java.util.Locale;

/**
 * The operator's settings of the HTTP interface.
 *
 * @param defaultLocale language of a request that asks for no language
 * @param isSecure whether clients reach the service by HTTPS only, so that browsers may keep cookies from plain HTTP
 */
public record RestSettings(Locale defaultLocale, boolean isSecure) {}
