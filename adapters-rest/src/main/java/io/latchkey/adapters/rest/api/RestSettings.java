package io.latchkey.adapters.rest.api;

import java.util.Locale;

/**
 * The operator's settings of the HTTP interface.
 *
 * @param defaultLocale language of a request that asks for no language
 * @param publicUrl URL at which clients reach the service, without a slash at the end; it is never taken from a request
 */
public record RestSettings(Locale defaultLocale, String publicUrl) {
    /** Whether clients reach the service by HTTPS only, so that browsers may keep cookies from plain HTTP. */
    public boolean isSecure() {
        return publicUrl.startsWith("https:");
    }
}
