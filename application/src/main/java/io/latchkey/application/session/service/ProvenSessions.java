package io.latchkey.application.session.service;

import io.latchkey.application.session.SecondFactorMethod.Check;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.user.service.KnownDevices;
import io.latchkey.application.user.service.TwoFactors;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Opens sessions after a proof, in the unit of work of the proof. */
public final class ProvenSessions {
    private final SentCode sentCode;
    private final TwoFactors twoFactors;
    private final SessionOpener opener;
    private final KnownDevices devices;
    private final TokenMinter minter;

    ProvenSessions(
            SentCode sentCode, TwoFactors twoFactors, SessionOpener opener, KnownDevices devices, TokenMinter minter) {
        this.sentCode = sentCode;
        this.twoFactors = twoFactors;
        this.opener = opener;
        this.devices = devices;
        this.minter = minter;
    }

    /**
     * Opens a session after a used code, for the account that owns the code's contact.
     *
     * @param owner the account as it is stored now; empty when there is none
     */
    public SignInStep open(OtpChallenge used, Optional<User> owner, ClientOrigin origin) {
        return open(sentCode.proof(used, owner), origin);
    }

    /** Opens a session after a right code, unless the account must prove its password first. */
    SignInStep open(Check check, ClientOrigin origin) {
        return check.fold(
                proven -> !proven.afterPassword() && twoFactors.areKeptBy(proven.user())
                        ? new SignInStep.Answered(new SignIn.PasswordNeeded())
                        : new SignInStep.Opened(
                                proven.user(), opener.openByCode(proven.user(), proven.methods(), origin), origin),
                ProvenSessions::refused);
    }

    /**
     * Opens a session after a right password and a right code.
     *
     * @throws PasswordReplacedException when the account has another password now, or is not active
     */
    SignInStep open(Check check, PasswordHash stored, ClientOrigin origin) {
        return check.fold(
                proven -> open(forgiven(proven.user(), origin), stored, proven.methods(), origin),
                ProvenSessions::refused);
    }

    /**
     * Opens a session after a right password.
     *
     * @param methods authentication methods as registered in RFC 8176
     * @throws PasswordReplacedException when the account has another password now, or is not active
     */
    SignInStep open(User user, PasswordHash stored, List<String> methods, ClientOrigin origin) {
        return opener.open(user, stored, methods, origin)
                .map(session -> welcomed(user, session, origin))
                .orElseThrow(PasswordReplacedException::new);
    }

    private SignInStep welcomed(User user, Session session, ClientOrigin origin) {
        devices.welcome(user, origin);
        return new SignInStep.Opened(user, session, origin);
    }

    private static SignInStep refused(Check.Wrong wrong) {
        return new SignInStep.Answered(new SignIn.WrongCode(wrong.reason(), wrong.attemptsLeft()));
    }

    private User forgiven(User user, ClientOrigin origin) {
        devices.forgiveCodes(user, origin);
        return user;
    }

    /** Makes the tokens. Called after the unit of work has committed. */
    public SignIn finish(SignInStep step) {
        return finish(step, minter.usualLifetime());
    }

    /** @param lifetime lifetime of the access token, which ends earlier if the session does */
    SignIn finish(SignInStep step, Duration lifetime) {
        return step.fold(
                opened -> new SignIn.SignedIn(
                        opened.user(),
                        minter.mint(opened.user(), opened.session(), lifetime)
                                .onDevice(devices.introduce(opened.user(), opened.origin()))),
                proven -> {
                    throw new IllegalStateException("a sign-in opens a session or says why not");
                },
                SignInStep.Answered::outcome);
    }
}
