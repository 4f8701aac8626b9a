package io.latchkey.adapters.rest.password;

import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.user.Password;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A new password with either a challenge and its code, or the token of a link in an e-mail. */
record ResetPasswordRequest(
        @Nullable String otpId,
        @Nullable String code,
        @Nullable String token,
        @Nullable String newPassword) implements RequestBody {
    ResetPasswordCommand toCommand(ClientOrigin origin) {
        boolean hasCode = otpId != null || code != null;
        if (hasCode == (token != null)) {
            throw new InvalidRequestException("Give either otpId and code, or token.");
        }
        return hasCode ? byCode(origin) : byLink(origin);
    }

    private ResetPasswordCommand byCode(ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<OtpChallengeId> challenge = fields.required("otpId", otpId, OtpChallengeId::parse);
        Fields.Parsed<OtpCode> guess = fields.required("code", code, OtpCode::parse);
        Fields.Parsed<Password> next = fields.required("newPassword", newPassword, Password::new);
        fields.check();
        return new ResetPasswordCommand(new Entitlement.ByCode(challenge.get(), guess.get(), origin), next.get());
    }

    private ResetPasswordCommand byLink(ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<String> link = fields.required("token", token, Function.identity());
        Fields.Parsed<Password> next = fields.required("newPassword", newPassword, Password::new);
        fields.check();
        return new ResetPasswordCommand(new Entitlement.ByLink(link.get(), origin), next.get());
    }

    @Override
    public String toString() {
        return "ResetPasswordRequest[redacted]";
    }
}
