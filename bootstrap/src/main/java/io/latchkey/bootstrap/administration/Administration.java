package io.latchkey.bootstrap.administration;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.domain.admin.AuditCheckpoint;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Does deeds of administration, and answers with the documents of the API. */
public interface Administration {
    /**
     * Does a deed.
     *
     * @return the document that the API answers with; an empty object where it answers with none
     * @throws NotDoneException when it is not done
     */
    JsonNode perform(AdminRequest request);

    /**
     * Does a deed that the API answers with one document a line.
     *
     * @param onLine takes each document as it comes
     * @throws NotDoneException when it is not done; some documents may have come before
     */
    void lines(AdminRequest request, Consumer<JsonNode> onLine);

    /**
     * Looks whether the audit store is as it was.
     *
     * @param seen checkpoints that were seen elsewhere, such as in a log; a server compares with the one that covers most
     * @param onLooked takes the number of entries looked at so far, where that is known
     * @return the verdict that the API gives
     * @throws NotDoneException when it is not done
     */
    JsonNode verifyAudit(List<AuditCheckpoint> seen, LongConsumer onLooked);
}
