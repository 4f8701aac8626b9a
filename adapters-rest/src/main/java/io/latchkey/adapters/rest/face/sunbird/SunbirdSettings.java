package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.auth.ApiKeys;

/** What the operator decides about this face alone. */
public record SunbirdSettings(ApiKeys keys) {}
