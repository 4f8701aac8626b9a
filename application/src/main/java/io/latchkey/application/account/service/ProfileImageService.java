package io.latchkey.application.account.service;

import io.latchkey.application.account.ProfileImageUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.user.port.ImageNormalizer;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.domain.user.ProfileImage;
import java.time.Clock;
import java.util.Optional;

/** Stores one re-encoded picture per account. Decoding is costly, so uploads are throttled per account. */
public final class ProfileImageService implements ProfileImageUseCase {
    private final ProfileImageRepository images;
    private final ImageNormalizer normalizer;
    private final AccountLimits limits;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    ProfileImageService(
            ProfileImageRepository images,
            ImageNormalizer normalizer,
            AccountLimits limits,
            UnitOfWork unitOfWork,
            Clock clock) {
        this.images = images;
        this.normalizer = normalizer;
        this.limits = limits;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Optional<Throttled> store(Caller caller, byte[] upload) {
        Optional<Throttled> throttled = limits.countWrite(caller.user());
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
