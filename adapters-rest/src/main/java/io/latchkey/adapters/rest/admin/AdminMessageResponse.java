package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.MessageRecord;
import io.latchkey.application.admin.MessageStory;
import io.latchkey.application.admin.Page;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.otp.CodeReference;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message of the outbox. It has no text, which is made at the moment of sending.
 *
 * @param challenge the challenge whose code it carries; null when it carries none
 * @param contact for auditors, with most symbols hidden
 * @param decoy whether it only has to look like a message, so that nobody learns of accounts
 * @param attempts tries so far
 * @param nextAttemptAt null when no try follows
 */
public record AdminMessageResponse(
        String id,
        String kind,
        @Nullable String purpose,
        @Nullable String challenge,
        String contact,
        boolean decoy,
        String state,
        int attempts,
        @Nullable String provider,
        @Nullable String failure,
        Instant createdAt,
        Instant deadline,
        @Nullable Instant nextAttemptAt) {
    public static AdminMessageResponse from(MessageRecord record) {
        OutboxMessage message = record.message();
        CodeReference code = message.code();
        return new AdminMessageResponse(
                message.id().toString(),
                message.kind().wireName(),
                code == null ? null : code.purpose().value(),
                code == null ? null : code.challengeId().toString(),
                record.reader(),
                message.decoy(),
                message.state().name().toLowerCase(Locale.ROOT),
                message.attempts(),
                message.provider(),
                message.progress().failure(),
                message.createdAt(),
                message.deadline(),
                message.nextAttemptAt());
    }

    @Override
    public String toString() {
        return "AdminMessageResponse[" + id + "]";
    }

    /**
     * A page, newest first.
     *
     * @param next cursor of the next page; null at the end
     */
    record Listing(
            List<AdminMessageResponse> messages, @Nullable String next) implements ResponseBody {
        static Listing from(Page<MessageRecord> page) {
            return new Listing(
                    page.items().stream().map(AdminMessageResponse::from).toList(),
                    page.next().map(Cursor::write).orElse(null));
        }
    }

    /** A message and the calls to providers for it, oldest first. */
    public record Story(AdminMessageResponse message, List<Call> calls) implements ResponseBody {
        public static Story from(MessageStory story) {
            return new Story(
                    AdminMessageResponse.from(story.record()),
                    story.calls().stream().map(Call::from).toList());
        }
    }

    /** A call to a provider. */
    public record Call(
            String provider,
            String channel,
            String country,
            String template,
            String outcome,
            @Nullable String reason,
            Instant startedAt,
            long tookMillis,
            @Nullable String receipt,
            @Nullable Instant receiptAt) {
        static Call from(MessageStory.Call call) {
            return new Call(
                    call.provider(),
                    call.channel(),
                    call.country(),
                    call.template(),
                    call.outcome(),
                    call.reason(),
                    call.startedAt(),
                    call.took().toMillis(),
                    call.receipt().map(MessageStory.Receipt::state).orElse(null),
                    call.receipt().map(MessageStory.Receipt::at).orElse(null));
        }
    }
}
