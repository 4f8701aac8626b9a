package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.provider.DeliveryReports;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.domain.message.DeliveryState;
import java.util.List;

/** Hands reports that arrive over the providers' own connections to their use case. */
record ReportsOfProviders(TakeReceiptsUseCase receipts) implements DeliveryReports {
    @Override
    public void received(String provider, String reference, DeliveryState state) {
        received(provider, new Report(reference, state), List.of());
    }

    @Override
    public void received(String provider, Report report, List<String> otherNotations) {
        receipts.report(provider, report, otherNotations);
    }

    @Override
    public void dropped(String provider, ReceiptFate fate) {
        receipts.drop(provider, fate);
    }
}
