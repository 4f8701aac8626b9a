package io.latchkey.adapters.rest.token;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Shape of the form in the OpenAPI document. {@link TokenForm} reads it. */
@Schema(name = "TokenForm", requiredProperties = "token")
record TokenSchema(
        String token,

        @Schema(name = "token_type_hint", description = "access_token or refresh_token; not needed.")
        String tokenTypeHint) {}
