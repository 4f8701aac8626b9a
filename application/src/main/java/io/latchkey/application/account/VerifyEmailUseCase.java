package io.latchkey.application.account;

/**
 * Use case: send a code to the caller's own verified e-mail address, so that it is verified anew. An address that bounced gets this one code
 * from time to time, and messages again once the code was right.
 */
public interface VerifyEmailUseCase {
    /**
     * Sends the code.
     *
     * @throws io.latchkey.application.user.port.HasherBusyException when too many passwords are being compared already
     * @throws io.latchkey.domain.shared.InvalidValueException when the site sends nothing by e-mail
     */
    EmailVerification verify(VerifyEmailCommand command);
}
