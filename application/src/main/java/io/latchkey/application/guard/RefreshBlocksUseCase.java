package io.latchkey.application.guard;

/** Use case: learn of the blocks other nodes put up, and of all of them after a start. */
public interface RefreshBlocksUseCase {
    /** To be called at start and every few seconds. */
    void refresh();
}
