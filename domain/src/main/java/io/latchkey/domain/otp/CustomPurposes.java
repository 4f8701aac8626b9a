package io.latchkey.domain.otp;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.Optional;
import java.util.Set;

/**
 * The custom purposes that callers may name.
 *
 * @param names names without {@code custom:}; empty where every name is allowed
 */
public record CustomPurposes(Optional<Set<String>> names) {
    /** Every name, for trial and development. */
    public static final CustomPurposes ANY = new CustomPurposes(Optional.empty());

    public CustomPurposes {
        names = names.map(Set::copyOf);
    }

    /**
     * These names and no others.
     *
     * @throws InvalidValueException when one cannot be the name of a purpose
     */
    public static CustomPurposes only(Set<String> names) {
        names.forEach(name -> new OtpPurpose(OtpPurpose.CUSTOM_PREFIX + name));
        return new CustomPurposes(Optional.of(names));
    }

    /**
     * Refuses a custom purpose that is not among the names. Otherwise strangers would write into the operator's
     * messages.
     *
     * @throws InvalidValueException when the purpose is refused
     */
    public void require(OtpPurpose purpose) {
        boolean isKnown = purpose.customName()
                .map(name -> names.map(known -> known.contains(name)).orElse(true))
                .orElse(true);
        if (!isKnown) {
            throw new InvalidValueException(
                    "purpose", "must be a custom purpose that the operator of this service lists");
        }
    }
}
