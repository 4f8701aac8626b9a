package io.latchkey.adapters.rest.session;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.adapters.rest.json.RequestBody;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Either a login and a password, or a challenge and its code. */
@Schema(name = "SignIn", description = "Either login and password, or otpId and code.")
record OpenSessionRequest(
        @Schema(example = "ada@example.org", description = "A username, e-mail address or phone number.") @Nullable
        String login,

        @Schema(example = "four unrelated little words", format = "password") @Nullable
        String password,

        @Schema(example = "5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11") @Nullable
        String otpId,

        @Schema(example = "123456") @Nullable String code,

        @Schema(example = "de-AT", description = "Of a code's message; left out, Accept-Language decides.") @Nullable
        String locale,

        @Schema(description = "The refresh token of an older session of this client, which ends when this one opens.")
        @Nullable
        String replaces)
        implements RequestBody {
    /** @throws InvalidRequestException when the body mixes the two ways to sign in, or a member is refused */
    SignInCommand toCommand(ContactParser contacts, ClientOrigin origin) {
        boolean hasCode = otpId != null || code != null;
        boolean hasPassword = login != null || password != null;
        if (hasCode == hasPassword) {
            throw new InvalidRequestException("Give either login and password, or otpId and code.");
        }
        return hasCode ? byCode(origin) : byPassword(contacts, origin);
    }

    private SignInCommand byCode(ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<OtpChallengeId> challenge = fields.required("otpId", otpId, OtpChallengeId::parse);
        Fields.Parsed<OtpCode> guess = fields.required("code", code, OtpCode::parse);
        fields.check();
        return SignInCommand.ByCode.of(challenge.get(), guess.get(), origin);
    }

    /**
     * Reads a sign-in by password. The locale is only checked, because a second factor is worded in the language of the
     * account.
     */
    private SignInCommand byPassword(ContactParser contacts, ClientOrigin origin) {
        Fields fields = new Fields();
        Fields.Parsed<LoginName> name = fields.required("login", login, contacts::parseLogin);
        Fields.Parsed<Password> secret = fields.required("password", password, Password::new);
        fields.optional("locale", locale, Client::parseLocale);
        fields.check();
        return SignInCommand.ByPassword.of(name.get(), secret.get(), origin);
    }

    @Override
    public String toString() {
        return "OpenSessionRequest[redacted]";
    }
}
