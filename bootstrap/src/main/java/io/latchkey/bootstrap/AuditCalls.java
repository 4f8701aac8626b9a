package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.admin.AuditEntryResponse;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.AuditSearch;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.UserId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that begin with {@code audit}. */
final class AuditCalls {
    private static final List<Printed.Column<AuditEntry>> COLUMNS = List.of(
            new Printed.Column<>("number", 8, entry -> Long.toString(entry.number())),
            new Printed.Column<>("at", 24, entry -> entry.at().toString()),
            new Printed.Column<>("event", 24, AuditEntry::event),
            new Printed.Column<>("actor", 36, entry -> Printed.text(entry.actor())),
            new Printed.Column<>("person", 36, entry -> Printed.text(entry.person())),
            new Printed.Column<>(
                    "details",
                    0,
                    entry -> entry.details().entrySet().stream()
                            .map(detail -> detail.getKey() + "=" + detail.getValue())
                            .collect(Collectors.joining(" "))));

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
            case "find" -> find(act);
            case "export" -> export(act);
            case "verify" -> verify(act);
            default -> throw new IllegalArgumentException("no command audit " + call.verb());
        };
    }

    private AuditSearch search() {
        return new AuditSearch(
                call.option("--person").map(UUID::fromString).map(UserId::new),
                call.option("--actor").map(UUID::fromString).map(UserId::new),
                call.option("--event"),
                call.time("--from"),
                call.time("--before"));
    }

    /** Prints the newest entries. */
    private boolean find(Act act) {
        AuditSearch search = search();
        return new Printed(call, out)
                .list(
                        (after, most) -> admin.readAudit.find(act, search, after, most),
                        AuditEntryResponse::from,
                        COLUMNS);
    }

    /** Tells how far it is beside what is asked for, which may go to a file. */
    private Progress progress(String what) {
        return new Progress(call.isJson() ? new PrintStream(OutputStream.nullOutputStream()) : System.err, what);
    }

    /** Prints one JSON object a line. */
    private boolean export(Act act) {
        Progress progress = progress("entries exported");
        return new Printed(call, out)
                .tell(
                        admin.readAudit.export(act, search()),
                        entries -> entries.map(AuditEntryResponse::from)
                                .forEach(entry -> {
                                    out.println(new String(Json.write(entry), StandardCharsets.UTF_8));
                                    progress.next();
                                }));
    }

    /** The checkpoint that was typed, or all in the file of that name, such as a log. */
    private List<AuditCheckpoint> seen() {
        return call.option("--checkpoint").map(AuditCalls::checkpoints).orElseGet(List::of);
    }

    private static List<AuditCheckpoint> checkpoints(String typed) {
        List<AuditCheckpoint> named = AuditCheckpoint.findAll(typed);
        if (!named.isEmpty()) {
            return named;
        }
        try (Stream<String> lines = Files.lines(Path.of(typed), StandardCharsets.ISO_8859_1)) {
            List<AuditCheckpoint> found = lines.flatMap(line -> AuditCheckpoint.findAll(line).stream())
                    .toList();
            if (found.isEmpty()) {
                throw new InvalidValueException("--checkpoint", "must be a checkpoint, or a file that holds some");
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(typed + " cannot be read", unreadable);
        }
    }

    private boolean verify(Act act) {
        return admin.readAudit
                .verify(act, seen(), progress("entries looked at")::reach)
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
