package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.ResponseBody;

/** Tells whether a name is free. */
record AvailabilityResponse(boolean available) implements ResponseBody {}
