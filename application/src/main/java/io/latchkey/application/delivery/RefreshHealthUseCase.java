package io.latchkey.application.delivery;

/** Use case: learn from the receipts of all nodes how providers fare in each country. Called every few seconds. */
@FunctionalInterface
public interface RefreshHealthUseCase {
    void refresh();
}
