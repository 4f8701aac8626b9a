package io.latchkey.application.user.port;

import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Pictures of accounts, at most one for each account. */
public interface ProfileImageRepository {
    void save(UserId user, ProfileImage image, Instant now);

    Optional<ProfileImage> find(UserId user);

    /**
     * Deletes the picture.
     *
     * @return whether there was one
     */
    boolean delete(UserId user);
}
