package io.latchkey.bootstrap;

import io.latchkey.application.UseCases;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.RecordReceiptUseCase;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Offers every use case to the container under its port, so that none is listed here. */
public final class UseCaseBeans implements Extension {
    void offer(@Observes AfterBeanDiscovery discovery) {
        Stream.concat(
                        UseCases.ports().stream(),
                        List.<Class<?>>of(
                                RecordReceiptUseCase.class, TakeReceiptsUseCase.class, ReadFunnelUseCase.class)
                                .stream())
                .forEach(port -> discovery
                        .addBean()
                        .types(port)
                        .scope(Singleton.class)
                        .produceWith(beans -> beans.select(Wiring.class).get().useCase(port)));
    }
}
