package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.user.port.ProfileImageRepository;
import io.latchkey.domain.user.ProfileImage;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pictures in table {@code profile_image}. */
public final class JdbcProfileImageRepository implements ProfileImageRepository {
    private static final Table TABLE = new Table(
            "profile_image",
            List.of(Table.id("user_id")),
            List.of(Table.text("media_type"), Table.bytes("content"), Table.instant("updated_at")));

    private static final String FIND = "SELECT media_type, content FROM profile_image WHERE user_id = ?";

    private static final String DELETE = "DELETE FROM profile_image WHERE user_id = ?";

    private final Sql sql;
    private final String save;

    public JdbcProfileImageRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.save = unitOfWork.dialect().upsert(TABLE.overwriting(), 1);
    }

    @Override
    public void save(UserId user, ProfileImage image, Instant now) {
        sql.upsert(save, user.value(), image.mediaType(), image.content(), now);
    }

    @Override
    public Optional<ProfileImage> find(UserId user) {
        return sql.find(FIND, row -> new ProfileImage(row.text(), row.bytes()), user.value());
    }

    @Override
    public boolean delete(UserId user) {
        return sql.update(DELETE, user.value()) > 0;
    }
}
