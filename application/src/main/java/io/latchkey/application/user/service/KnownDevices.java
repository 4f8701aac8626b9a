package io.latchkey.application.user.service;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.KnownDevice;
import io.latchkey.application.shared.port.DeviceTokens;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.user.Pardon;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.domain.user.GuessPolicy;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Knows the devices on which owners signed in. A known device has lanes of its own, which strangers cannot fill. All but {@link #introduce}
 * is called in the unit of work of the success.
 */
public final class KnownDevices {
    private final DeviceTokens tokens;
    private final SignInFailureRepository failures;
    private final LoginKeys keys;
    private final GuessPolicy policy;
    private final IdGenerator ids;
    private final Clock clock;

    public KnownDevices(
            DeviceTokens tokens,
            SignInFailureRepository failures,
            LoginKeys keys,
            GuessPolicy policy,
            IdGenerator ids,
            Clock clock) {
        this.tokens = tokens;
        this.failures = failures;
        this.keys = keys;
        this.policy = policy;
        this.ids = ids;
        this.clock = clock;
    }

    /** The device, if it is known to the account. */
    public static Optional<UUID> find(User user, ClientOrigin origin) {
        return origin.deviceOf(user.id().value(), user.devicesKnownSince());
    }

    /**
     * The owner signed in on a known device. The failures of strangers before it were not in a row with those after it, which ends every
     * stop. Their waits go on.
     */
    public void welcome(User user, ClientOrigin origin) {
        if (find(user, origin).isPresent()) {
            failures.lower(keys.allOf(user), policy.failuresAfterSuccess());
        }
    }

    /** The owner proved to read codes. The wrong codes of the same lane before it no longer count, whichever contact they were sent to. */
    public void forgiveCodes(User user, ClientOrigin origin) {
        failures.forget(keys.codesOf(user), find(user, origin).orElse(Lane.STRANGERS));
    }

    /** What {@link #forgiveCodes} and {@link #welcome} do, to be granted with {@link #grant} where the store finds that it is needed. */
    public Pardon pardonByCode(User user, ClientOrigin origin) {
        Optional<UUID> device = find(user, origin);
        return new Pardon(
                keys.codesOf(user),
                device.orElse(Lane.STRANGERS),
                device.isPresent() ? keys.allOf(user) : List.of(),
                policy.failuresAfterSuccess());
    }

    /** Does what a pardon says. */
    public void grant(Pardon pardon) {
        failures.forget(pardon.forgotten(), pardon.device());
        if (!pardon.lowered().isEmpty()) {
            failures.lower(pardon.lowered(), pardon.most());
        }
    }

    /** A token that makes the device of this sign-in known. A device that is known already keeps its id. */
    public String introduce(User user, ClientOrigin origin) {
        return tokens.issue(
                new KnownDevice(user.id().value(), find(user, origin).orElseGet(ids::next), clock.instant()));
    }
}
