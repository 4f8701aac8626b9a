package io.latchkey.application.delivery;

/** Use case: judge providers in each country by the receipts that all nodes recorded. Called every few seconds. */
@FunctionalInterface
public interface RefreshHealthUseCase {
    void refresh();
}
