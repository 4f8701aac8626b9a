package io.latchkey.adapters.rest.otp;

import io.latchkey.adapters.rest.api.ResponseBody;

/**
 * How the network of a phone tells whether the phone has the number.
 *
 * @param url the address that the app opens over mobile data
 */
public record SilentAuthResponse(String url) implements ResponseBody {}
