package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.user.ProfileImage;
import java.util.Optional;

/** Use case: store, show and remove the picture of the caller's own account. */
public interface ProfileImageUseCase {
    /**
     * Re-encodes and stores the picture.
     *
     * @return empty when it is stored
     * @throws io.latchkey.domain.shared.InvalidValueException when the upload is no picture of a known kind or too large
     * @throws io.latchkey.application.user.port.ImageNormalizerBusyException when too many are decoded already
     */
    Optional<Throttled> store(Caller caller, byte[] upload);

    Optional<ProfileImage> find(Caller caller);

    /**
     * Removes the picture.
     *
     * @return whether there was one
     */
    boolean delete(Caller caller);
}
