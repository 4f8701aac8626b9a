package io.latchkey.application.delivery;

/** Outcome of a provider's call with receipts. */
public sealed interface ReceiptOutcome {
    /** Answers with the function of this outcome's case. */
    <R> R answer(Cases<R> cases);

    /** One function for each case. */
    interface Cases<R> {
        R taken(Taken taken);

        R recorded(Recorded recorded);

        R greeted(Greeted greeted);

        R unknownMessage(UnknownMessage unknown);

        R notAuthentic(NotAuthentic refused);

        R malformed(Malformed malformed);

        R noOwnForm(NoOwnForm none);
    }

    /**
     * Read in the provider's own form; what is about messages we know is recorded. The provider need not call again.
     */
    record Taken() implements ReceiptOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.taken(this);
        }
    }

    /** Read in our form and recorded, now or before. */
    record Recorded() implements ReceiptOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.recorded(this);
        }
    }

    /**
     * The call is no receipt: the provider asks whether this is the right address, and waits for this text.
     *
     * @param mediaType of the text, such as {@code text/plain}
     */
    record Greeted(String answer, String mediaType) implements ReceiptOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.greeted(this);
        }
    }

    /** Read in our form, but no message of that provider has this reference, or not yet. */
    record UnknownMessage() implements ReceiptOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.unknownMessage(this);
        }
    }

    /** The call does not show that it comes from that provider. */
    record NotAuthentic() implements ReceiptOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.notAuthentic(this);
        }
    }

    /** The call is authentic, but not in the provider's own form. */
    record Malformed() implements ReceiptOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.malformed(this);
        }
    }

    /** The call could only be in the provider's own form, and no provider of this name has one. */
    record NoOwnForm() implements ReceiptOutcome {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.noOwnForm(this);
        }
    }
}
