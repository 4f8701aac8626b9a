package io.latchkey.bootstrap.administration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps an answer up to a bound, or hands it on line by line. A longer answer or line is refused, so that no server fills the memory. */
final class BoundedBody implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;
    private final Optional<Consumer<byte[]>> onLine;
    private final AtomicLong received;
    private Flow.@Nullable Subscription subscription;

    /**
     * @param most the most bytes of the answer, or of a line
     * @param onLine takes lines without their ends; empty to keep the answer
     * @param received is raised by each byte that comes
     */
    BoundedBody(int most, Optional<Consumer<byte[]>> onLine, AtomicLong received) {
        this.most = most;
        this.onLine = onLine;
        this.received = received;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (body.isDone()) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                received.addAndGet(buffer.remaining());
                take(buffer);
            }
        } catch (IOException | RuntimeException refused) {
            body.completeExceptionally(refused);
            if (subscription != null) {
                subscription.cancel();
            }
        }
    }

    private void take(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            byte next = buffer.get();
            if (next == '\n' && onLine.isPresent()) {
                handOn();
            } else if (kept.size() == most) {
                throw new TooLongException();
            } else {
                kept.write(next);
            }
        }
    }

    private void handOn() {
        byte[] line = kept.toByteArray();
        kept.reset();
        if (line.length > 0) {
            onLine.ifPresent(taker -> taker.accept(line));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        if (onLine.isPresent()) {
            try {
                handOn();
            } catch (RuntimeException refused) {
                body.completeExceptionally(refused);
            }
        }
        body.complete(kept.toByteArray());
    }

    /** The answer is longer than any of a server of ours. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
