package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.delivery.OutboxMessageEntity;
import io.latchkey.adapters.persistence.otp.OtpChallengeEntity;
import io.latchkey.adapters.persistence.session.SessionEntity;
import io.latchkey.adapters.persistence.session.SigningKeyEntity;
import io.latchkey.adapters.persistence.user.ApiCredentialEntity;
import io.latchkey.adapters.persistence.user.ProfileImageEntity;
import io.latchkey.adapters.persistence.user.UserEntity;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;

/**
 * Starts Hibernate without a persistence unit. Transactions are resource-local. The connections do not commit by
 * themselves.
 */
final class Mappings {
    static final List<Class<?>> ENTITIES = List.of(
            UserEntity.class,
            ProfileImageEntity.class,
            ApiCredentialEntity.class,
            OtpChallengeEntity.class,
            OutboxMessageEntity.class,
            SessionEntity.class,
            SigningKeyEntity.class);

    private Mappings() {}

    static SessionFactory sessionFactory(DataSource dataSource) {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, dataSource)
                .applySetting(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true)
                .applySetting(
                        AvailableSettings.CONNECTION_HANDLING,
                        PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION)
                .applySetting(AvailableSettings.USE_SECOND_LEVEL_CACHE, false)
                .applySetting(AvailableSettings.LOG_SESSION_METRICS, false)
                .applySetting(AvailableSettings.JTA_PLATFORM, NoJtaPlatform.INSTANCE)
                .applySetting(AvailableSettings.XML_MAPPING_ENABLED, false)
                .applySetting(AvailableSettings.JAKARTA_VALIDATION_MODE, "none")
                // Without this, Hibernate starts any JSON and XML library it finds.
                .applySetting(AvailableSettings.JSON_FORMAT_MAPPER, new NoFormats())
                .applySetting(AvailableSettings.XML_FORMAT_MAPPER, new NoFormats())
                .build();
        try {
            MetadataSources sources = new MetadataSources(registry);
            ENTITIES.forEach(sources::addAnnotatedClass);
            return sources.buildMetadata().buildSessionFactory();
        } catch (RuntimeException failed) {
            StandardServiceRegistryBuilder.destroy(registry);
            throw failed;
        }
    }

    /** No column holds JSON or XML. */
    private static final class NoFormats implements FormatMapper {
        @Override
        public <T> T fromString(CharSequence text, JavaType<T> javaType, WrapperOptions options) {
            throw new UnsupportedOperationException("no column holds JSON or XML");
        }

        @Override
        public <T> String toString(T value, JavaType<T> javaType, WrapperOptions options) {
            throw new UnsupportedOperationException("no column holds JSON or XML");
        }
    }
}
