package io.latchkey.application.otp.service;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.FixedCodeNumber;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Contact;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Knows for whom a code is fixed at this moment; a code is never looked up in the challenge, only here. */
public final class FixedCodes {
    private final FixedCodeNumbers numbers;
    private final Clock clock;

    public FixedCodes(FixedCodeNumbers numbers, Clock clock) {
        this.numbers = numbers;
        this.clock = clock;
    }

    /** The contact's fixed code; empty for a client it is not for. */
    Optional<OtpCode> find(Contact contact, ClientOrigin origin) {
        return numbers.find(contact, origin.address(), clock.instant()).map(FixedCodeNumber::code);
    }

    public boolean isFor(Contact contact, ClientOrigin origin) {
        return find(contact, origin).isPresent();
    }

    /** Whether any contact has a fixed code for this client. */
    public boolean isForAny(ClientOrigin origin) {
        return numbers.reaches(origin.address(), clock.instant());
    }

    /** What is recorded of every event of this challenge: {@code test} says that nobody had to receive anything. */
    static Map<String, String> details(OtpChallenge challenge) {
        Map<String, String> details = new HashMap<>();
        details.put("challenge", challenge.id().toString());
        details.put("purpose", challenge.purpose().value());
        details.put("channel", challenge.contact().kind().wireName());
        Optional.ofNullable(challenge.userId()).ifPresent(user -> details.put("user", user.toString()));
        if (challenge.hasFixedCode()) {
            details.put("test", "true");
        }
        return details;
    }
}
