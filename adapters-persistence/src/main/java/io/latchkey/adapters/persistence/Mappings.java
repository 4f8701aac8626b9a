package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.delivery.OutboxMessageEntity;
import io.latchkey.adapters.persistence.otp.OtpChallengeEntity;
import io.latchkey.adapters.persistence.session.SessionEntity;
import io.latchkey.adapters.persistence.session.SigningKeyEntity;
import io.latchkey.adapters.persistence.user.ApiCredentialEntity;
import io.latchkey.adapters.persistence.user.ProfileImageEntity;
import io.latchkey.adapters.persistence.user.UserEntity;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.transaction.jta.platform.internal.NoJtaPlatform;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;

/** Starts Hibernate without a persistence unit: resource-local transactions on connections that never commit by themselves. */
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
                .applySettings(Map.of(
                        AvailableSettings.JAKARTA_NON_JTA_DATASOURCE,
                        dataSource,
                        AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT,
                        true,
                        AvailableSettings.CONNECTION_HANDLING,
                        PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION,
                        AvailableSettings.STATEMENT_BATCH_SIZE,
                        50,
                        AvailableSettings.USE_SECOND_LEVEL_CACHE,
                        false,
                        AvailableSettings.GENERATE_STATISTICS,
                        true,
                        AvailableSettings.LOG_SESSION_METRICS,
                        false,
                        AvailableSettings.JTA_PLATFORM,
                        NoJtaPlatform.INSTANCE,
                        AvailableSettings.XML_MAPPING_ENABLED,
                        false,
                        AvailableSettings.JAKARTA_VALIDATION_MODE,
                        "none"))
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
}
