package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.session.RecognizeDeviceUseCase;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInUseCase;
import io.latchkey.application.shared.KnownDevice;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceTokenTest extends ApiTest {
    private static final KnownDevice DEVICE = new KnownDevice(Fixtures.USER_ID, new UUID(1, 1), Fixtures.NOW);
    private static final String COOKIE = "latchkey-device=device-jwt; Path=/; Max-Age=15552000; HttpOnly; SameSite=Lax";

    private final AtomicReference<SignInCommand> seen = new AtomicReference<>();

    private Call signIn(String path, String json) {
        useCases.put(SignInUseCase.class, command -> {
            seen.set(command);
            return Fixtures.SIGNED_IN;
        });
        useCases.put(
                RecognizeDeviceUseCase.class,
                token -> token.equals("device-jwt") ? Optional.of(DEVICE) : Optional.empty());
        return post(path, json);
    }

    private Optional<KnownDevice> seenDevice() {
        return seen.get()
                .fold(
                        byPassword -> byPassword.guess().origin(),
                        byCode -> byCode.origin(),
                        byBoth -> byBoth.guess().origin())
                .known();
    }

    /** Each door through which somebody signs in. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/api/v1/sessions|{\"login\":\"ada\",\"password\":\"correct horse\"}",
                "/user/signin|{\"email\":\"ada@example.org\",\"password\":\"correct horse\"}",
                "/login/|{\"username\":\"ada\",\"password\":\"correct horse\"}",
                "/admin/auth/login|{\"username\":\"ada\",\"password\":\"correct horse\"}"
            })
    void makes_the_device_known_at_every_door_of_signing_in(String path, String json) {
        Answer first = signIn(path, json).send();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Latchkey-Device")).isEqualTo("device-jwt");
        assertThat(first.header("Set-Cookie")).isEqualTo(COOKIE);
        assertThat(seenDevice()).isEmpty();

        signIn(path, json).header("Latchkey-Device", "device-jwt").send();
        assertThat(seenDevice()).contains(DEVICE);
        signIn(path, json)
                .header("Cookie", "other=1; latchkey-device=device-jwt")
                .send();
        assertThat(seenDevice()).contains(DEVICE);
        signIn(path, json)
                .header("Latchkey-Device", "forged")
                .header("Cookie", "latchkey-device=device-jwt")
                .send();
        assertThat(seenDevice()).isEmpty();
    }

    @Test
    void makes_the_device_of_a_reset_known() {
        useCases.put(
                ResetPasswordUseCase.class,
                Fixtures.resetting(command -> new PasswordReset.Accepted(Optional.of("device-jwt"))));
        Answer answer = post("/api/v1/password/reset", """
                {"token":"abc","newPassword":"correct horse battery"}""").send();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Latchkey-Device")).isEqualTo("device-jwt");
        assertThat(answer.header("Set-Cookie")).isEqualTo(COOKIE);
    }
}
