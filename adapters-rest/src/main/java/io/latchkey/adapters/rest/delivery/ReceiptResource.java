package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.Api;
import io.latchkey.adapters.rest.ApiDocs;
import io.latchkey.adapters.rest.Endpoint;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.application.delivery.RecordReceiptUseCase;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Takes delivery receipts from providers. */
@Path(Api.V1 + "/delivery/receipts/{provider}")
@Endpoint
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Delivery")
public class ReceiptResource {
    private static final String BEARER = "Bearer ";

    private final RecordReceiptUseCase recordReceipt;

    @Inject
    public ReceiptResource(RecordReceiptUseCase recordReceipt) {
        this.recordReceipt = recordReceipt;
    }

    @POST
    @Operation(
            operationId = "recordReceipt",
            summary = "Say what became of a message",
            description =
                    "For providers, with the secret agreed on as the bearer token. The same receipt may come again.")
    @APIResponse(responseCode = "204", description = "Known.")
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "401", description = "Not shown to come from that provider.")
    @APIResponse(responseCode = "404", description = "No such message, or not yet: try again later.")
    public Response record(
            @PathParam("provider") String provider,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            ReceiptRequest body) {
        ReceiptRequest.Report report = body.toReport();
        String credential = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : "";
        return switch (recordReceipt.record(provider, credential, report.reference(), report.state())) {
            case RECORDED -> Response.noContent().build();
            case UNKNOWN_MESSAGE ->
                Problem.of(404, "message-unknown", "No such message").toResponse();
            case NOT_AUTHENTIC ->
                Problem.of(401, "receipt-refused", "Receipt refused")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .toResponse();
        };
    }
}
