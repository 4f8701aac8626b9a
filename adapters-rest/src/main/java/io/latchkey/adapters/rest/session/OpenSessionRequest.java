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
import org.jspecify.annotations.Nullable;

/** Either a login and a password, or a challenge and its code. */
record OpenSessionRequest(
        @Nullable String login,
        @Nullable String password,
        @Nullable String otpId,
        @Nullable String code,
        @Nullable String locale,
        @Nullable String replaces)
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
