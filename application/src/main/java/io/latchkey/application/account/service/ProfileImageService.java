package io.latchkey.application.account.service;

import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.domain.user.ProfileImage;
import java.time.Clock;
import java.util.Optional;

/** Keeps one re-encoded picture per account. Decoding costs, so uploads are throttled per account. */
public final class ProfileImageService implements ProfileImageUseCase {
    private final ProfileImageRepository images;
    private final ImageNormalizer normalizer;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public ProfileImageService(
            ProfileImageRepository images,
            ImageNormalizer normalizer,
            ThrottlePolicy limits,
            Throttles throttles,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.images = images;
        this.normalizer = normalizer;
        this.limits = limits;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Optional<Throttled> store(Caller caller, byte[] upload) {
        Optional<Throttled> throttled = unitOfWork.execute(() -> throttles
                .call()
                .charge(limits.writePerAccount(), caller.user().id().toString())
                .take());
        if (throttled.isEmpty()) {
            ProfileImage image = normalizer.normalize(upload);
            unitOfWork.execute(() -> {
                images.save(caller.user().id(), image, clock.instant());
                return image;
            });
        }
        return throttled;
    }

    @Override
    public Optional<ProfileImage> find(Caller caller) {
        return unitOfWork.read(() -> images.find(caller.user().id()));
    }

    @Override
    public boolean delete(Caller caller) {
        return unitOfWork.execute(() -> images.delete(caller.user().id()));
    }
}
