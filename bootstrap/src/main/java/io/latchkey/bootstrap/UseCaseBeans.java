package io.latchkey.bootstrap;

import io.latchkey.application.UseCases;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;

/** Offers every use case to the container under its port, so that no list of use cases is needed here. */
public final class UseCaseBeans implements Extension {
    void offer(@Observes AfterBeanDiscovery discovery) {
        UseCases.ports()
                .forEach(port -> discovery
                        .addBean()
                        .types(port)
                        .scope(Singleton.class)
                        .produceWith(beans -> beans.select(Wiring.class).get().useCase(port)));
    }
}
