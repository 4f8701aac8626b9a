package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.DatabaseKind;
import io.latchkey.adapters.persistence.shared.H2Merge;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Pictures in table {@code profile_image}. */
public final class JpaProfileImageRepository implements ProfileImageRepository {
    private static final String SAVE_ON_MARIADB = """
            INSERT INTO profile_image (user_id, media_type, content, updated_at) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE
              media_type = VALUES(media_type), content = VALUES(content), updated_at = VALUES(updated_at)
            """;

    private static final String SAVE_ON_H2 =
            "MERGE INTO profile_image (user_id, media_type, content, updated_at) KEY (user_id) VALUES (?, ?, ?, ?)";

    private static final String DELETE = "DELETE FROM profile_image WHERE user_id = ?";

    private final JpaUnitOfWork unitOfWork;
    private final DatabaseKind database;
    private final Sql sql;

    public JpaProfileImageRepository(JpaUnitOfWork unitOfWork, DatabaseKind database) {
        this.unitOfWork = unitOfWork;
        this.database = database;
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public void save(UserId user, ProfileImage image, Instant now) {
        H2Merge.run(() -> sql.update(
                database.choose(SAVE_ON_MARIADB, SAVE_ON_H2), user.value(), image.mediaType(), image.content(), now));
    }

    @Override
    public Optional<ProfileImage> find(UserId user) {
        return Optional.ofNullable(unitOfWork.session().get(ProfileImageEntity.class, user.value()))
                .map(ProfileImageEntity::toDomain);
    }

    @Override
    public boolean delete(UserId user) {
        return sql.update(DELETE, user.value()) > 0;
    }
}
