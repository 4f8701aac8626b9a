package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.admin.AuditEntryResponse;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.domain.user.UserId;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** The commands that begin with {@code audit}. */
final class AuditCalls {
    private final AdminUseCases admin;
    private final AdminCall call;
    private final PrintStream out;

    AuditCalls(AdminUseCases admin, AdminCall call, PrintStream out) {
        this.admin = admin;
        this.call = call;
        this.out = out;
    }

    /** @return whether it is done; for a look at the store, whether nobody altered it */
    boolean run() {
        Act act = new Act(new Actor.CommandLine(), call.reason());
        return switch (call.verb()) {
            case "export" -> export(act);
            case "verify" -> verify(act);
            default -> throw new IllegalArgumentException("no command audit " + call.verb());
        };
    }

    /** Prints one JSON object a line. */
    private boolean export(Act act) {
        AuditSearch search = new AuditSearch(
                call.option("--person").map(UUID::fromString).map(UserId::new),
                call.option("--actor").map(UUID::fromString).map(UserId::new),
                call.option("--event"),
                call.option("--from").map(Instant::parse),
                call.option("--before").map(Instant::parse));
        return admin.readAudit.export(act, search).answer(new Told<>(out, entries -> {
            entries.map(AuditEntryResponse::from)
                    .forEach(entry -> out.println(new String(Json.write(entry), StandardCharsets.UTF_8)));
            return true;
        }));
    }

    private boolean verify(Act act) {
        return admin.readAudit
                .verify(act)
                .answer(new Told<>(
                        out,
                        verdict -> verdict.fold(
                                intact -> {
                                    out.println("Intact: " + intact.entries() + " entries, " + intact.checkpoints()
                                            + " signed checkpoints.");
                                    return true;
                                },
                                broken -> {
                                    out.println("Entry " + broken.number() + " is "
                                            + broken.fault().name().toLowerCase(Locale.ROOT) + ".");
                                    return false;
                                })));
    }
}
