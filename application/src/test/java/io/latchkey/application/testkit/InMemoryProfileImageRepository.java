package io.latchkey.application.testkit;

import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Pictures in memory. */
public final class InMemoryProfileImageRepository implements ProfileImageRepository {
    private final InMemoryStore store;

    public InMemoryProfileImageRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void save(UserId user, ProfileImage image, Instant now) {
        store.images.write().put(user, copy(image));
    }

    @Override
    public Optional<ProfileImage> find(UserId user) {
        return Optional.ofNullable(store.images.read().get(user)).map(InMemoryProfileImageRepository::copy);
    }

    private static ProfileImage copy(ProfileImage image) {
        return new ProfileImage(image.mediaType(), image.content().clone());
    }

    @Override
    public boolean delete(UserId user) {
        return store.images.write().remove(user) != null;
    }
}
