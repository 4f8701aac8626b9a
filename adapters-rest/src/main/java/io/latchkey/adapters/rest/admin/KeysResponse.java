package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.ServiceKey;
import java.util.List;

/** The keys that sign tokens, in the order of the times from which they sign. */
public record KeysResponse(List<ServiceKey> keys) implements ResponseBody {}
