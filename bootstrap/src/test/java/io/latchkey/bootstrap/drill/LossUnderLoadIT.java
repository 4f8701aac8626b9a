package io.latchkey.bootstrap.drill;

import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.bootstrap.e2e.TestFolder;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes on one MariaDB under a constant load lose one of them, the database, the other node and the database again. Prints what callers
 * saw in each second. Property {@code latchkey.test.losses}: how many of the four losses.
 */
@Tag("drill")
class LossUnderLoadIT {
    private static final int LOSSES = Integer.getInteger("latchkey.test.losses", 4);
    private static final int NODES = 2;

    /** The database has no deputy here. */
    private static final Duration OUTAGE = Duration.ofSeconds(3);

    @Test
    void answers_through_the_loss_of_either_node_and_soon_after_the_loss_of_the_database() throws IOException {
        MariaDbServer.assumePackaged();
        try (DatabaseProcess database = new DatabaseProcess(TestFolder.make("database"));
                LoadedNodes nodes = new LoadedNodes(
                        "at two nodes on one MariaDB",
                        LoadedNodes.Rates.orElse(100, 500),
                        NODES,
                        node -> database.settings())) {
            nodes.start();
            nodes.load();
            for (int i = 0; i < LOSSES; i++) {
                if (i % 2 == 0) {
                    nodes.loseNode(i / 2 % NODES);
                } else {
                    nodes.loseDatabase("the database", false, OUTAGE, database::kill, database::restart);
                }
            }
            nodes.judge();
        }
    }
}
