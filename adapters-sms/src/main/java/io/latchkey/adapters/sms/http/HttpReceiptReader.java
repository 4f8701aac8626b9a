package io.latchkey.adapters.sms.http;

import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.ReceiptReader;
import java.time.Clock;
import java.util.Optional;

/** Reads the receipts of one provider. */
public final class HttpReceiptReader implements ReceiptReader {
    private final HttpDefinition definition;
    private final ProviderSettings settings;
    private final Clock clock;
    private final SnsNotifier notifier;

    /** @param clock tells how old a signed receipt is */
    public HttpReceiptReader(HttpDefinition definition, ProviderSettings settings, Clock clock) {
        this(definition, settings, clock, new HttpSnsNotifier(clock));
    }

    /** @param notifier is asked where Amazon SNS brings the receipts */
    public HttpReceiptReader(HttpDefinition definition, ProviderSettings settings, Clock clock, SnsNotifier notifier) {
        this.definition = definition;
        this.settings = settings;
        this.clock = clock;
        this.notifier = notifier;
    }

    @Override
    public Optional<Read> read(ReceiptCall call) {
        if (!call.provider().equals(definition.name())) {
            return Optional.empty();
        }
        String url = call.query().isEmpty() ? settings.receiptUrl() : settings.receiptUrl() + '?' + call.query();
        return definition
                .receipts()
                .map(form -> form.read(call, url, definition.secrets(settings), clock.instant(), notifier));
    }
}
