package io.latchkey.adapters.rest.inbox;

import java.util.Optional;

/**
 * The operator's settings of the inbox.
 *
 * @param inbox empty when the server keeps no inbox, as in production
 */
public record InboxSettings(Optional<Inbox> inbox) {}
