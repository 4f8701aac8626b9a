package io.latchkey.domain.user;

import java.util.UUID;

/**
 * Whose wrong guesses are counted together. All strangers who guess at one thing share a lane. Each known device of the owner has a
 * lane of its own, which strangers cannot fill.
 *
 * @param subject what is guessed at: an account's id, or the keyed digest of a login or of a contact's codes
 * @param device the known device; {@link #STRANGERS} for everybody else
 */
public record Lane(UUID subject, UUID device) {
    /** Stands for all strangers. No device has this id. */
    public static final UUID STRANGERS = new UUID(0, 0);

    /** The lane of everybody who is not known to guess at this. */
    public static Lane ofStrangers(UUID subject) {
        return new Lane(subject, STRANGERS);
    }

    public boolean isOfStrangers() {
        return device.equals(STRANGERS);
    }

    /** The strangers' lane beside this one. */
    public Lane besideStrangers() {
        return ofStrangers(subject);
    }
}
