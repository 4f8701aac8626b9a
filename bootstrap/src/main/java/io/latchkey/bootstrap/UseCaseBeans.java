package io.latchkey.bootstrap;

import io.latchkey.application.UseCases;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.inject.Singleton;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Offers every use case to the container under its port, so that no list of use cases is needed here. */
public final class UseCaseBeans implements Extension {
    private @Nullable Bean<Wiring> wiring;

    /** Keeps the bean itself: where the container puts extensions, the application's beans cannot be looked up by type. */
    void keep(@Observes ProcessManagedBean<Wiring> found) {
        wiring = found.getBean();
    }

    void offer(@Observes AfterBeanDiscovery discovery, BeanManager beans) {
        UseCases.ports()
                .forEach(port -> discovery
                        .addBean()
                        .types(port)
                        .scope(Singleton.class)
                        .createWith(context -> wiring(beans).useCase(port)));
    }

    private Wiring wiring(BeanManager beans) {
        Bean<Wiring> bean = Objects.requireNonNull(wiring, "the container did not find the wiring");
        CreationalContext<Wiring> context = beans.createCreationalContext(bean);
        return (Wiring) beans.getReference(bean, Wiring.class, context);
    }
}
