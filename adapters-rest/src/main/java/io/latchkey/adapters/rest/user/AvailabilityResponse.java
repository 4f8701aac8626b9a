package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.ResponseBody;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Tells whether a name is free. */
@Schema(name = "Availability")
record AvailabilityResponse(boolean available) implements ResponseBody {}
