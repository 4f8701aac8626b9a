package io.latchkey.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.bootstrap.administration.NotDoneException;
import io.latchkey.bootstrap.administration.OneLine;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.shared.InvalidValueException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The commands that begin with {@code audit}. */
final class AuditCalls {
    private static final List<Printed.Column> COLUMNS = List.of(
            Printed.Column.of("number", 8, "number"),
            Printed.Column.of("at", 24, "at"),
            Printed.Column.of("event", 24, "event"),
            Printed.Column.of("actor", 36, "actor"),
            Printed.Column.of("person", 36, "person"),
            Printed.Column.of("details", 0, "details"));

    private final Administration administration;
    private final AdminCall call;
    private final PrintStream out;
    private final Printed printed;

    AuditCalls(Administration administration, AdminCall call, PrintStream out) {
        this.administration = administration;
        this.call = call;
        this.out = out;
        this.printed = new Printed(call, out);
    }

    /** @return whether it is done; for a look at the store, whether nobody altered it */
    boolean run() {
        return switch (call.verb()) {
            case "find" -> find();
            case "export" -> export();
            case "verify" -> verify();
            default -> throw new IllegalArgumentException("no command audit " + call.verb());
        };
    }

    private AdminRequest search(AdminDeed deed) {
        return call.spanned(AdminRequest.of(deed))
                .asking("person", call.option("--person"))
                .asking("actor", call.option("--actor"))
                .asking("event", call.option("--event"));
    }

    /** Prints the newest entries. */
    private boolean find() {
        printed.list(administration, search(AdminDeed.READ_AUDIT), "entries", COLUMNS);
        return true;
    }

    /** Tells how far it is beside what is asked for, which may go to a file. */
    private Progress progress(String what) {
        return new Progress(call.isJson() ? new PrintStream(OutputStream.nullOutputStream()) : System.err, what);
    }

    /** Prints one JSON object a line. */
    private boolean export() {
        Progress progress = progress("entries exported");
        administration.lines(search(AdminDeed.EXPORT_AUDIT), entry -> {
            printed.jsonLine(entry);
            if (out.checkError()) {
                throw NotDoneException.because(AdminCommand.UNWRITTEN);
            }
            progress.next();
        });
        return true;
    }

    /** The checkpoint that was typed, or all in the file of that name, such as a log. */
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

    private boolean verify() {
        List<AuditCheckpoint> seen =
                call.option("--checkpoint").map(AuditCalls::checkpoints).orElseGet(List::of);
        JsonNode verdict = administration.verifyAudit(seen, progress("entries looked at")::reach);
        boolean isIntact = verdict.path("intact").asBoolean();
        printed.either(
                verdict,
                () -> out.println(OneLine.of(
                        isIntact
                                ? "Intact: " + verdict.path("entries").asText() + " entries, "
                                        + verdict.path("checkpoints").asText() + " signed checkpoints."
                                : "Entry " + verdict.path("number").asText() + " is "
                                        + verdict.path("fault").asText() + ".")));
        return isIntact;
    }
}
