package io.latchkey.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.rest.admin.AdminDocuments;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.bootstrap.administration.Told;
import io.latchkey.domain.admin.AuditCheckpoint;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Does deeds of administration in a database, as whoever can read it and its settings. */
final class DatabaseAdministration implements Administration {
    private final AdminDocuments documents;

    DatabaseAdministration(AdminUseCases admin, ContactParser contacts, Locale defaultLocale) {
        this.documents = new AdminDocuments(
                new AdminDocuments.UseCases(
                        admin.manageUsers,
                        admin.userStanding,
                        admin.helpUsers,
                        admin.overseeApplications,
                        admin.manageListings,
                        admin.overseeOperation,
                        admin.readAudit),
                contacts,
                defaultLocale);
    }

    @Override
    public JsonNode perform(AdminRequest request) {
        return documents.perform(new Actor.CommandLine(), request).answer(new Told<>(""));
    }

    @Override
    public void lines(AdminRequest request, Consumer<JsonNode> onLine) {
        try (Stream<JsonNode> entries =
                documents.exportAudit(new Actor.CommandLine(), request).answer(new Told<>(""))) {
            entries.forEach(onLine);
        }
    }

    @Override
    public JsonNode verifyAudit(List<AuditCheckpoint> seen, LongConsumer onLooked) {
        return documents.verifyAudit(new Actor.CommandLine(), seen, onLooked).answer(new Told<>(""));
    }
}
