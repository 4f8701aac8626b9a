package io.latchkey.application.delivery;

/** Use case: learn from a provider, in its own words, what became of messages it took. The same call may come any number of times. */
public interface TakeReceiptsUseCase {
    Taking take(ReceiptCall call);

    /** Outcome of a provider's call. */
    sealed interface Taking {
        /** Read and recorded as far as it is about messages we know; the provider need not come again. */
        record Taken() implements Taking {}

        /** No receipt but a provider that asks whether this is the right address; it waits for this text. */
        record Greeted(String answer) implements Taking {}

        /** Not shown to come from that provider. */
        record NotAuthentic() implements Taking {}

        /** Authentic, but nothing the provider's form has a place for. */
        record NotUnderstood() implements Taking {}

        /** No provider of this name has a form of its own. */
        record NoOwnForm() implements Taking {}
    }
}
