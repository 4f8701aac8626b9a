package io.latchkey.application.maintenance;

/**
 * Use case: count the messages of each minute ahead, so that the delivery funnel of a day is as cheap to read as that of an hour. One
 * thread per node calls it every minute, and one node at a time does it.
 */
public interface CountFunnelUseCase {
    /**
     * Counts minutes that are over, and some again whose receipts and codes may have come in since.
     *
     * @return number of minutes counted; 0 when another node is at it
     */
    int count();
}
