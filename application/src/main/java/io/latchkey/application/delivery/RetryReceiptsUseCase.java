package io.latchkey.application.delivery;

/** Use case: take up receipts that came before it was recorded what they are about. Called every second. */
@FunctionalInterface
public interface RetryReceiptsUseCase {
    /** Answers how many are still about nothing known. */
    int retry();
}
