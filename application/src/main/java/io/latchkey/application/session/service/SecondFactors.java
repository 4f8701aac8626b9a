package io.latchkey.application.session.service;

import io.latchkey.application.session.SecondFactorMethod;
import io.latchkey.application.session.SecondFactorMethod.Check;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.function.Supplier;

/** The second factors under one set of sign-in rules. */
final class SecondFactors {
    private final List<SecondFactorMethod> chosenFirst;
    private final SentCode forAllOthers;
    private final boolean required;

    /**
     * @param chosenFirst each serves the accounts that chose it; asked in this order
     * @param forAllOthers serves all other accounts and checks every answer that the chosen methods did not ask for
     * @param required whether every sign-in by password needs a second factor, whatever the account's own setting
     */
    SecondFactors(List<SecondFactorMethod> chosenFirst, SentCode forAllOthers, boolean required) {
        this.chosenFirst = List.copyOf(chosenFirst);
        this.forAllOthers = forAllOthers;
        this.required = required;
    }

    /** Whether every sign-in by password needs a second factor. */
    boolean areRequired() {
        return required;
    }

    /** Whether the account chose a second factor. */
    boolean areChosenBy(User user) {
        return forAllOthers.isChosenBy(user) || chosenFirst.stream().anyMatch(method -> method.isChosenBy(user));
    }

    /** Whether the account must prove a second factor after its password. */
    boolean areNeededBy(User user) {
        return required || areChosenBy(user);
    }

    /** The method that serves the account. */
    SecondFactorMethod of(User user) {
        return chosenFirst.stream()
                .filter(method -> method.isChosenBy(user))
                .findFirst()
                .orElse(forAllOthers);
    }

    /** Runs a deed that passes an answer on; see {@link io.latchkey.application.otp.service.CodeVerifier#deciding}. */
    <R> R deciding(OtpCode answer, Supplier<R> deed) {
        return forAllOthers.deciding(answer, deed);
    }

    /** Passes an answer to the method that asked for it. */
    Check verify(SignInCommand.ByCode answer) {
        return chosenFirst.stream()
                .flatMap(method -> method.verify(answer).stream())
                .findFirst()
                .orElseGet(() -> forAllOthers.check(answer));
    }
}
