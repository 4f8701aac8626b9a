package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.PlainReceipt;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.ReceiptOutcome;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.ReceiptAuthenticator;
import io.latchkey.application.delivery.port.ReceiptNonceRepository;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.application.shared.port.UnitOfWork;
import java.util.List;
import java.util.Optional;

/**
 * Records receipts that are authentic. The first receipt about a message counts. A receipt about an unknown message is
 * dropped after a while.
 */
final class TakeReceiptsService implements TakeReceiptsUseCase {
    private final ReceiptDesk desk;
    private final DeliveryPlans plans;
    private final ReceiptAuthenticator authenticator;
    private final ReceiptNonceRepository nonces;
    private final UnitOfWork unitOfWork;

    TakeReceiptsService(
            ReceiptDesk desk,
            DeliveryPlans plans,
            ReceiptAuthenticator authenticator,
            ReceiptNonceRepository nonces,
            UnitOfWork unitOfWork) {
        this.desk = desk;
        this.plans = plans;
        this.authenticator = authenticator;
        this.nonces = nonces;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public ReceiptOutcome take(ReceiptCall call) {
        return readerOf(call)
                .flatMap(reader -> reader.read(call))
                .map(read -> record(call, read))
                .orElseGet(ReceiptOutcome.NoOwnForm::new);
    }

    @Override
    public ReceiptOutcome take(ReceiptCall call, PlainReceipt.Call plain) {
        Optional<ReceiptReader> reader = readerOf(call);
        Optional<Read> read = reader.flatMap(known -> known.read(call));
        boolean isOurForm =
                read.map(own -> isRefused(own.reading()) && plain.isPlausible()).orElse(true);
        return isOurForm ? recordPlain(call, reader.isPresent(), plain) : record(call, read.orElseThrow());
    }

    private Optional<ReceiptReader> readerOf(ReceiptCall call) {
        return plans.current().receiptsFrom(call.provider());
    }

    private static boolean isRefused(Reading reading) {
        return reading.fold(receipts -> false, greeting -> false, notAuthentic -> true, malformed -> false);
    }

    /** Uses a nonce in the unit of work that records the receipt: when that fails, the nonce is as new. */
    private ReceiptOutcome record(ReceiptCall call, Read read) {
        return read.nonce().isEmpty()
                ? record(call, read.reading())
                : unitOfWork.execute(() -> record(call, read.after(nonces::use)));
    }

    private ReceiptOutcome record(ReceiptCall call, Reading reading) {
        return reading.fold(
                receipts -> {
                    receipts.reports().forEach(report -> desk.recordOrKeep(call.provider(), report, List.of()));
                    return new ReceiptOutcome.Taken();
                },
                greeting -> new ReceiptOutcome.Greeted(greeting.answer(), greeting.mediaType()),
                notAuthentic -> {
                    desk.count(call.provider(), ReceiptFate.NOT_AUTHENTIC);
                    return new ReceiptOutcome.NotAuthentic();
                },
                malformed -> {
                    desk.count(call.provider(), ReceiptFate.UNREADABLE);
                    return new ReceiptOutcome.Malformed();
                });
    }

    private ReceiptOutcome recordPlain(ReceiptCall call, boolean isProvider, PlainReceipt.Call plain) {
        PlainReceipt receipt = plain.body().get();
        if (!isProvider) {
            return new ReceiptOutcome.NotAuthentic();
        }
        if (!authenticator.isAuthentic(plain.secret())) {
            desk.count(call.provider(), ReceiptFate.NOT_AUTHENTIC);
            return new ReceiptOutcome.NotAuthentic();
        }
        return desk.record(call.provider(), new Report(receipt.reference(), receipt.state()))
                ? new ReceiptOutcome.Recorded()
                : new ReceiptOutcome.UnknownMessage();
    }

    @Override
    public void report(String provider, Report report, List<String> otherNotations) {
        desk.recordOrKeep(provider, report, otherNotations);
    }

    @Override
    public void drop(String provider, ReceiptFate fate) {
        desk.count(provider, fate);
    }

    @Override
    public int retryEarly() {
        return desk.retryKept();
    }
}
