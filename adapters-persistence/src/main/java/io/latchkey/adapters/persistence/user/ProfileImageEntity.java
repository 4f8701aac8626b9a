package io.latchkey.adapters.persistence.user;

import io.latchkey.domain.user.ProfileImage;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code profile_image}. */
@Entity
@Table(name = "profile_image")
public class ProfileImageEntity {
    @Id
    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "user_id")
    private UUID userId;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "content")
    private byte[] content;

    @Column(name = "updated_at")
    private long updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected ProfileImageEntity() {}

    ProfileImage toDomain() {
        return new ProfileImage(mediaType, content);
    }
}
