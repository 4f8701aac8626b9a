package io.latchkey.application.user;

import java.util.List;
import java.util.UUID;

/**
 * What a success does to counters of wrong guesses. Most accounts have none, so the store first tells whether there is anything to do.
 *
 * @param forgotten keys whose failures from one device, or from strangers, no longer count
 * @param device that device; {@link io.latchkey.domain.user.Lane#STRANGERS} for strangers
 * @param lowered keys whose strangers' failures were not in a row with those after the success; empty on a device that is not known
 * @param most failures in a row that strangers keep there; 0 or more
 */
public record Pardon(List<UUID> forgotten, UUID device, List<UUID> lowered, int most) {}
