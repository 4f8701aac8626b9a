package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.auth.RefusedKeys;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.BoundedInput;
import io.latchkey.adapters.rest.json.RequestBodyReader;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.application.delivery.PlainReceipt;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.ReceiptOutcome;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes delivery receipts from providers. A receipt is read in the provider's own form when the provider has one,
 * otherwise in the product's form.
 */
@Path(Api.V1 + "/delivery/receipts/{provider}")
@Endpoint
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
public class ReceiptResource {
    @Inject
    private TakeReceiptsUseCase takeReceipts;

    @Inject
    private RefusedKeys refused;

    @Inject
    private Client client;

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response record(
            @PathParam("provider") String provider,
            @Context HttpHeaders headers,
            @Context UriInfo uri,
            InputStream content) {
        byte[] body = BoundedInput.read(content, BoundedInput.MOST_RECEIPT_BYTES);
        PlainReceipt.Call plain = new PlainReceipt.Call(
                credential(headers),
                MediaType.APPLICATION_JSON_TYPE.isCompatible(mediaType(headers)),
                () -> RequestBodyReader.read(ReceiptRequest.class, mediaType(headers), body)
                        .toReceipt());
        return takeReceipts.take(call(provider, headers, uri, body), plain).answer(new Answers(headers));
    }

    @GET
    public Response recordByQuery(
            @PathParam("provider") String provider, @Context HttpHeaders headers, @Context UriInfo uri) {
        return takeReceipts.take(call(provider, headers, uri, new byte[0])).answer(new Answers(headers));
    }

    private static ReceiptCall call(String provider, HttpHeaders headers, UriInfo uri, byte[] body) {
        Map<String, List<String>> byName = new HashMap<>();
        headers.getRequestHeaders().forEach((name, values) -> byName.put(name.toLowerCase(Locale.ROOT), values));
        String query = Optional.ofNullable(uri.getRequestUri().getRawQuery()).orElse("");
        return new ReceiptCall(provider, byName, query, body);
    }

    private static String credential(HttpHeaders headers) {
        return BearerToken.secretInExactScheme(headers.getHeaderString(HttpHeaders.AUTHORIZATION))
                .orElse("");
    }

    private static MediaType mediaType(HttpHeaders headers) {
        @Nullable MediaType type = headers.getMediaType();
        return type == null ? MediaType.APPLICATION_OCTET_STREAM_TYPE : type;
    }

    private final class Answers implements ReceiptOutcome.Cases<Response> {
        private final HttpHeaders headers;

        Answers(HttpHeaders headers) {
            this.headers = headers;
        }

        @Override
        public Response taken(ReceiptOutcome.Taken taken) {
            return Response.ok().build();
        }

        @Override
        public Response recorded(ReceiptOutcome.Recorded recorded) {
            return Response.noContent().build();
        }

        @Override
        public Response greeted(ReceiptOutcome.Greeted greeted) {
            return Response.ok(greeted.answer(), greeted.mediaType()).build();
        }

        @Override
        public Response unknownMessage(ReceiptOutcome.UnknownMessage unknown) {
            return Problem.of(404, "message-unknown", "No such message").toResponse();
        }

        @Override
        public Response notAuthentic(ReceiptOutcome.NotAuthentic notAuthentic) {
            refused.record(client.origin(headers));
            return Problem.of(401, "receipt-refused", "Receipt refused")
                    .header(HttpHeaders.WWW_AUTHENTICATE, BearerToken.SCHEME)
                    .toResponse();
        }

        @Override
        public Response malformed(ReceiptOutcome.Malformed malformed) {
            return Problem.of(400, "receipt-malformed", "Not in the provider's form")
                    .toResponse();
        }

        @Override
        public Response noOwnForm(ReceiptOutcome.NoOwnForm none) {
            return Problem.of(404, "not-found", "Not found").toResponse();
        }
    }
}
