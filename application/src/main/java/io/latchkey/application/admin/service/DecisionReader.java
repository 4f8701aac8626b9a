package io.latchkey.application.admin.service;

import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.port.UnitOfWork;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads decisions, those of a moment ago included, as far as this node made them. */
final class DecisionReader {
    private final DecisionKeeper keeper;
    private final DecisionLog log;
    private final UnitOfWork unitOfWork;

    DecisionReader(DecisionKeeper keeper, DecisionLog log, UnitOfWork unitOfWork) {
        this.keeper = keeper;
        this.log = log;
        this.unitOfWork = unitOfWork;
    }

    Optional<Decision> find(UUID id) {
        keeper.keepAll();
        return unitOfWork.read(() -> log.find(id));
    }

    List<Decision> find(DecisionSearch search, Optional<Position> after, int most) {
        keeper.keepAll();
        return unitOfWork.read(() -> log.find(search, after, most));
    }
}
