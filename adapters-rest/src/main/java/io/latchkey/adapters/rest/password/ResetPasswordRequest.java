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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new password with either a challenge and its code, or the token of a link in an e-mail. */
@Schema(
        name = "ResetPassword",
        description = "Either otpId and code, or token.",
        requiredProperties = {"newPassword"})
record ResetPasswordRequest(
        @Schema(example = "5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11") @Nullable
        String otpId,

        @Schema(example = "123456") @Nullable String code,

        @Schema(description = "Out of the mailed link.") @Nullable
        String token,

        @Schema(format = "password", example = "four unrelated little words") @Nullable
        String newPassword)
        implements RequestBody {
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
