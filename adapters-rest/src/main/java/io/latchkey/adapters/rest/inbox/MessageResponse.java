package io.latchkey.adapters.rest.inbox;

import org.jspecify.annotations.Nullable;

/** One message of the inbox as JSON. */
public record MessageResponse(
        String id,
        String to,
        String channel,
        String purpose,
        @Nullable String subject,
        String body,
        @Nullable String html,
        @Nullable String code,
        @Nullable String link,
        String sentAt) {}
