package io.latchkey.application.session.service;

import io.latchkey.application.session.SecondFactorMethod;
import io.latchkey.application.session.SecondFactorMethod.Check;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.domain.user.User;
import java.util.List;

/** The second factors that one set of sign-in rules knows. */
final class SecondFactors {
    private final List<SecondFactorMethod> chosenFirst;
    private final SentCode forAllOthers;
    private final boolean required;

    /**
     * @param chosenFirst serve the accounts that chose them, in this order
     * @param forAllOthers serves the other accounts and takes every answer that none of the others asked for
     * @param required whether every sign-in by password needs a second factor, whatever the account says
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

    /** Whether the account's password has to be followed by a second factor. */
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

    /** Takes an answer to whichever method asked for it. */
    Check verify(SignInCommand.ByCode answer) {
        return chosenFirst.stream()
                .flatMap(method -> method.verify(answer).stream())
                .findFirst()
                .orElseGet(() -> forAllOthers.check(answer));
    }
}
