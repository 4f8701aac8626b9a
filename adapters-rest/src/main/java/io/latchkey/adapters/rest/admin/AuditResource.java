package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.Json;
import io.latchkey.application.admin.ReadAuditUseCase;
import io.latchkey.domain.admin.AuditCheckpoint;
import io.latchkey.domain.admin.AuditEntry;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves the audit store. */
@Path(Api.V1 + "/admin/audit")
@Endpoint
@Admits({AdminRoles.ADMIN, AdminRoles.SUPPORT, AdminRoles.AUDITOR})
public class AuditResource {
    /** One JSON object a line. */
    private static final String LINES = "application/x-ndjson";

    @Inject
    private ReadAuditUseCase readAudit;

    @Inject
    private AdminActs acts;

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response find(@BeanParam AuditQuery query, @Context HttpHeaders headers) {
        AuditQuery.Wish wish = query.read();
        return AdminAnswer.of(
                readAudit.find(acts.of(headers), wish.search(), wish.after(), wish.most()),
                page -> Response.ok(AuditEntriesResponse.from(page)).build());
    }

    @GET
    @Path("export")
    @Produces(LINES)
    public Response export(@BeanParam AuditQuery query, @Context HttpHeaders headers) {
        return AdminAnswer.of(
                readAudit.export(acts.of(headers), query.read().search()),
                entries -> Response.ok((StreamingOutput) out -> write(entries.iterator(), out), LINES)
                        .build());
    }

    private static void write(Iterator<AuditEntry> entries, OutputStream out) throws IOException {
        while (entries.hasNext()) {
            out.write(Json.write(AuditEntryResponse.from(entries.next())));
            out.write('\n');
        }
    }

    @GET
    @Path("verdict")
    @Produces(MediaType.APPLICATION_JSON)
    public Response verify(@QueryParam("checkpoint") @Nullable String checkpoint, @Context HttpHeaders headers) {
        Fields fields = new Fields();
        Fields.Parsed<Optional<AuditCheckpoint>> seen =
                fields.optional("checkpoint", checkpoint, AuditCheckpoint::parse);
        fields.check();
        return AdminAnswer.of(
                readAudit.verify(acts.of(headers), seen.get().stream().toList(), looked -> {}),
                verdict -> Response.ok(AuditVerdictResponse.from(verdict)).build());
    }
}
