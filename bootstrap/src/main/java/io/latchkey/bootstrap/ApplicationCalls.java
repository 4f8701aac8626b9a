package io.latchkey.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.domain.admin.AdminDeed;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;

/** The commands that begin with {@code app}. */
final class ApplicationCalls {
    private static final List<Printed.Column> COLUMNS = List.of(
            of("id", 36, "/credential/id"),
            of("key", 24, "/credential/key"),
            of("state", 7, "/state"),
            of("owner", 24, "/owner/login"),
            of("owner is", 8, "/owner/status"),
            of("last used", 24, "/credential/lastUsedAt"),
            of("ends", 24, "/credential/expiresAt"),
            of("name", 0, "/credential/name"));

    private final Administration administration;
    private final AdminCall call;
    private final PrintStream out;
    private final Printed printed;

    ApplicationCalls(Administration administration, AdminCall call, PrintStream out) {
        this.administration = administration;
        this.call = call;
        this.out = out;
        this.printed = new Printed(call, out);
    }

    private static Printed.Column of(String name, int width, String place) {
        return new Printed.Column(name, width, application -> Printed.text(application.at(place)));
    }

    /**
     * Runs the command.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when an argument is refused
     * @throws IllegalArgumentException when an argument is missing
     * @throws io.latchkey.bootstrap.administration.NotDoneException when it is not done
     */
    void run() {
        switch (call.verb()) {
            case "list" -> list();
            case "show" -> show(call.idOfAbout("app show"));
            case "revoke" -> revoke(call.idOfAbout("app revoke"));
            default -> throw new IllegalArgumentException("no command app " + call.verb());
        }
    }

    private void list() {
        AdminRequest request = AdminRequest.of(AdminDeed.FIND_APPLICATIONS)
                .asking("state", call.option("--state"))
                .asking("user", call.option("--person"))
                .asking("key", call.option("--key"))
                .asking("unusedSince", call.time("--unused-since").map(Instant::toString));
        printed.list(administration, request, "applications", COLUMNS);
    }

    private void show(String id) {
        JsonNode application = read(id);
        printed.either(application, () -> {
            ObjectNode shown = application.path("credential").deepCopy();
            shown.set("state", application.path("state"));
            shown.set("owner", application.path("owner"));
            printed.members(shown);
        });
    }

    private JsonNode read(String id) {
        return administration.perform(AdminRequest.of(AdminDeed.READ_APPLICATION, id));
    }

    /** A credential is revoked by the route of its owner, as on the owner's page. */
    private void revoke(String id) {
        String owner =
                AdminCall.requireId("the owner's id", read(id).at("/owner/id").asText());
        administration.perform(call.request(AdminDeed.REVOKE_CREDENTIAL, owner, id));
        out.println("Revoked.");
    }
}
