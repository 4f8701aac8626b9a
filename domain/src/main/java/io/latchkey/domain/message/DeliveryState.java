package io.latchkey.domain.message;

import java.util.Locale;

/** How far a message has come. */
public enum DeliveryState {
    /** Waiting for its turn or its next try. */
    QUEUED,
    /** With a dispatcher; after a crash it counts as queued again once the claim runs out. */
    SENDING,
    /** A provider took it. */
    ACCEPTED,
    /** A receipt says that it arrived. */
    DELIVERED,
    /** Given up: refused for good, or past its deadline. */
    FAILED;

    /**
     * The state that a requester sees. A message that one provider took is shown as accepted while a fall-back is under
     * way.
     */
    public DeliveryState shown(boolean isTaken) {
        return isTaken && (this == QUEUED || this == SENDING) ? ACCEPTED : this;
    }

    /** Name in answers to callers: {@code queued}, {@code accepted}, {@code delivered} or {@code failed}. */
    public String wireName() {
        return (this == SENDING ? QUEUED : this).name().toLowerCase(Locale.ROOT);
    }
}
