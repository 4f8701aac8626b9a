package io.latchkey.adapters.rest.inbox;

import java.util.Optional;

/**
 * What the operator decides about the inbox.
 *
 * @param inbox empty where none is kept, as in production
 */
public record InboxSettings(Optional<Inbox> inbox) {}
