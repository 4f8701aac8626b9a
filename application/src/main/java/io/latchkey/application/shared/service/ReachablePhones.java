package io.latchkey.application.shared.service;

import io.latchkey.application.shared.port.NumberFacts;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.PhoneNumberPolicy;

/** Knows which phone numbers get codes. Every door reads numbers with it, and every code is checked with it once more. */
public final class ReachablePhones {
    private final NumberFacts facts;
    private final PhoneNumberPolicy policy;

    public ReachablePhones(NumberFacts facts, PhoneNumberPolicy policy) {
        this.facts = facts;
        this.policy = policy;
    }

    public boolean admits(PhoneNumber number) {
        return policy.admits(facts.typeOf(number), facts.countryOf(number));
    }

    /**
     * The same number.
     *
     * @throws InvalidValueException when such numbers get no codes
     */
    PhoneNumber require(PhoneNumber number) {
        if (!admits(number)) {
            throw new InvalidValueException("must be a phone number of a kind and country that gets codes here");
        }
        return number;
    }
}
