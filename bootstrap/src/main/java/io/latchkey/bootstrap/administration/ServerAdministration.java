package io.latchkey.bootstrap.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AuditCheckpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Has deeds done by a server that runs, by its API of administration. */
final class ServerAdministration implements Administration {
    private static final String ADMIN = "/api/v1/admin";

    private final HttpCalls http;
    private final AuthorizedCalls calls;
    private final ServerRefusal refusal;

    ServerAdministration(HttpCalls http, Access access) {
        this.http = http;
        this.calls = new AuthorizedCalls(http, access);
        this.refusal = new ServerRefusal(http.server(), access.remedy());
    }

    @Override
    public JsonNode perform(AdminRequest request) {
        boolean isLong = request.deed() == AdminDeed.VERIFY_AUDIT || request.deed() == AdminDeed.EXPORT_USER;
        Answer answer = done(versioned(request), isLong ? http::sendLong : http::send);
        return answer.status() == 204
                ? JsonNodeFactory.instance.objectNode()
                : answer.document().orElseThrow(() -> refusal.strange(answer));
    }

    @Override
    public void lines(AdminRequest request, Consumer<JsonNode> onLine) {
        Answer answer = done(
                call(request),
                call -> http.send(
                        call,
                        line -> onLine.accept(Answer.parse(line)
                                .orElseThrow(() -> NotDoneException.because(
                                        http.server().url() + " gave a line that is no JSON object.")))));
        if (!answer.mediaType().equals("application/x-ndjson")) {
            throw refusal.strange(answer);
        }
    }

    @Override
    public JsonNode verifyAudit(List<AuditCheckpoint> seen, LongConsumer onLooked) {
        Optional<AuditCheckpoint> last = seen.stream().max(Comparator.comparingLong(AuditCheckpoint::number));
        return perform(AdminRequest.of(AdminDeed.VERIFY_AUDIT).asking("checkpoint", last.map(AuditCheckpoint::text)));
    }

    private Answer done(HttpCalls.Call call, Function<HttpCalls.Call, Answer> way) {
        Answer answer = calls.send(call, way);
        if (answer.isDone()) {
            return answer;
        }
        throw refusal.of(answer);
    }

    private static HttpCalls.Call call(AdminRequest request) {
        HttpCalls.Call call = HttpCalls.Call.of(request.method(), ADMIN + request.address());
        return request.isReading() ? call : call.with(request.members());
    }

    /** A change counts for the account as it is now (RFC 9110 §13.1.1). */
    private HttpCalls.Call versioned(AdminRequest request) {
        HttpCalls.Call call = call(request);
        if (!call.method().equals("PATCH") && !call.method().equals("PUT")) {
            return call;
        }
        Answer read =
                done(call(AdminRequest.of(AdminDeed.READ_USER, request.ids().get(0))), http::send);
        return call.with("If-Match", read.header("ETag").orElseThrow(() -> refusal.strange(read)));
    }
}
