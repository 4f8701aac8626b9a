package io.latchkey.application.delivery.port;

import io.latchkey.application.otp.port.OwnerAnswer;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Contact;
import java.util.Optional;

/**
 * A provider that makes, sends and checks codes itself. Handing a message to it starts a verification. Called outside any unit of work,
 * by several threads at once; within the provider's time-outs, and never throwing for what the provider did or did not do.
 */
public interface CodeOwner {
    /**
     * Number of decimal digits of its codes; 0 for a code that no person types.
     *
     * @param profile the wishes of the route
     */
    int digits(SenderProfile profile);

    /** Whether a verification that goes on must be canceled before another one of the same contact can start. */
    boolean cancelsFirst();

    /** Asks once whether a guess is right. */
    OwnerAnswer check(Started verification, OtpCode guess);

    /** Ends a verification, if the provider can. Nothing rests on it. */
    void cancel(String reference, SenderProfile profile);

    /** The address that the reader's device opens over mobile data; empty for codes that are typed. */
    Optional<String> silentUrl(String reference, SenderProfile profile);

    /**
     * A verification that was started.
     *
     * @param reference the provider's own id of it
     * @param contact where the code went
     * @param profile the wishes of the route that started it
     */
    record Started(String reference, Contact contact, SenderProfile profile) {}
}
