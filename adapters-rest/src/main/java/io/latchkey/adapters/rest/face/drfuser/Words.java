package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.AccountFault;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.PasswordTooCommonException;
import io.latchkey.domain.user.PasswordTooShortException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** Answers of several routes of this face, in the words of the original. */
final class Words {
    static final String CHALLENGE = "Bearer realm=\"api\"";
    static final String NO_SUCH_USER = "No user exists with provided details";

    private static final String NOTHING_PENDING =
            "No pending OTP validation request found for provided destination. Kindly send an OTP first";
    private static final String EXCEEDED = "Incorrect OTP. Attempt exceeded! OTP has been reset.";

    private Words() {}

    /** Returns a refusal that concerns no field. */
    static Response detail(int status, String sentence) {
        return Response.status(status).entity(FaceBody.of("detail", sentence)).build();
    }

    /** Returns a refusal that concerns several fields. */
    static Response nonFieldError(String sentence) {
        return Response.status(400)
                .entity(FaceBody.of("non_field_errors", List.of(sentence)))
                .build();
    }

    static Response unauthorized(FaceBody body) {
        return Response.status(401)
                .header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
                .entity(body)
                .build();
    }

    /** Returns a sentence about a field, made of the reason for which its value was refused. */
    static String about(String subject, InvalidValueException refused) {
        return subject + " " + refused.reason() + ".";
    }

    static String aboutField(InvalidValueException refused) {
        return about("This field", refused);
    }

    /**
     * Words a refused password. Two refusals have the words of the original. It lacks the others, which have the
     * product's words.
     */
    static String aboutPassword(InvalidValueException refused) {
        if (refused instanceof PasswordTooShortException tooShort) {
            return "This password is too short. It must contain at least " + tooShort.minLength() + " characters.";
        }
        return refused instanceof PasswordTooCommonException
                ? "This password is too common."
                : about("This password", refused);
    }

    static String noEmail(InvalidValueException refused) {
        return "Enter a valid email address.";
    }

    static String noMobile(InvalidValueException refused) {
        return "Enter a valid mobile number, such as +4915112345678.";
    }

    /** Answers a code that was refused. */
    static Response wrongCode(RefusalReason reason, int attemptsLeft) {
        return switch (reason) {
            case WRONG_CODE ->
                detail(
                        403,
                        attemptsLeft == 0 ? EXCEEDED : "OTP Validation failed! " + attemptsLeft + " attempts left!");
            case LOCKED -> detail(403, EXCEEDED);
            case UNKNOWN_CHALLENGE, OTHER_PURPOSE, EXPIRED, ALREADY_USED -> detail(404, NOTHING_PENDING);
        };
    }

    /** Answers 429 with the wait after which the request may be repeated. */
    static Response detailLater(Duration wait) {
        long seconds = Refusals.wholeSeconds(wait);
        return Response.fromResponse(detail(429, throttled(seconds)))
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .build();
    }

    static String throttled(long seconds) {
        return "Request was throttled. Expected available in " + seconds + (seconds == 1 ? " second." : " seconds.");
    }

    /** Reports the refused value as a fault of its field. */
    static Response refuse(Form form, InvalidValueException refused) {
        String field = refused.field() == null ? "non_field_errors" : refused.field();
        boolean isPassword = field.equals("password") || field.equals("newPassword");
        form.fault(isPassword ? "password" : field, isPassword ? aboutPassword(refused) : aboutField(refused));
        return form.refuse();
    }

    /** Reports the faults of an account by field. */
    static Response blame(Form form, Iterable<AccountFault> faults) {
        for (AccountFault fault : faults) {
            switch (fault) {
                case USERNAME_TAKEN -> form.fault("username", "User with this Unique UserName already exists.");
                case EMAIL_TAKEN -> form.fault("email", "User with this Email Address already exists.");
                case PHONE_TAKEN -> form.fault("mobile", "User with this Mobile Number already exists.");
                case EMAIL_NOT_VALIDATED -> form.fault("email", "The email must be pre-validated via OTP.");
                case PHONE_NOT_VALIDATED -> form.fault("mobile", "The mobile must be pre-validated via OTP.");
            }
        }
        return form.refuse();
    }
}
