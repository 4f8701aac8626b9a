package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.Password;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** No request waits for the transaction of another one that shares no more with it than an address, the site or a face. */
abstract class HotRowTests {
    private static final int OTHERS = 12;

    private final AssembledService assembled = new AssembledService(
            database(),
            Map.of(
                    "latchkey.throttle.code-per-address.quota", "60",
                    "latchkey.throttle.code-per-site.quota", "60",
                    "latchkey.throttle.sign-in-per-address.quota", "60"));
    private final ExecutorService threads = Executors.newFixedThreadPool(OTHERS);

    abstract DatabaseSettings database();

    @AfterEach
    void close() {
        threads.shutdownNow();
        assembled.close();
    }

    /** Holds the transaction of the first call open until all the others have ended. */
    private <T> void runOthersInside(IntFunction<T> call) {
        Supplier<T> first = () -> call.apply(0);
        T unused = assembled.database.unitOfWork().execute(() -> {
            T own = first.get();
            CompletableFuture<?>[] others = IntStream.rangeClosed(1, OTHERS)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> call.apply(number), threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(others).orTimeout(4, TimeUnit.SECONDS).join();
            return own;
        });
    }

    private CodeSending send(OtpPurpose purpose, Contact contact) {
        CodeSending sending = assembled.service.useCases.otp.sendCode.send(
                SendCodeCommand.asked(purpose, contact, new Requester(Locale.ENGLISH, AssembledService.ORIGIN)));
        assertThat(sending).isInstanceOf(CodeSending.Sent.class);
        return sending;
    }

    @Test
    void requests_for_codes_from_one_address_do_not_wait_for_each_other() {
        runOthersInside(number -> send(new OtpPurpose("custom:hot"), new EmailAddress("p" + number + "@example.org")));
    }

    @Test
    void codes_to_new_numbers_do_not_wait_for_each_other() {
        runOthersInside(number -> send(new OtpPurpose("custom:hot"), new PhoneNumber("+49151123400" + (10 + number))));
    }

    @Test
    void guarded_codes_of_a_face_do_not_wait_for_each_other() {
        runOthersInside(number -> assembled.service.useCases.otp.sendCode.send(SendCodeCommand.to(
                        new SendCodeCommand.Recipient.Newcomer(new EmailAddress("g" + number + "@example.org")),
                        OtpPurpose.VERIFY_CONTACT.forApp("sunbird"),
                        new Requester(Locale.ENGLISH, AssembledService.ORIGIN))
                .foundBy(SendCodeCommand.Lookup.CONTACT)
                .reusing()
                .toGuarded()));
    }

    @Test
    void passwords_from_one_address_do_not_wait_for_each_other() {
        runOthersInside(number -> assembled.service.useCases.session.signIn.signIn(SignInCommand.ByPassword.of(
                new LoginName.ByContact(new EmailAddress("nobody" + number + "@example.org")),
                new Password("correct horse battery"),
                AssembledService.ORIGIN)));
    }

    @Test
    void the_quota_of_an_address_holds_all_the_same() {
        int admitted = 0;
        for (int i = 0; i < 80; i++) {
            int number = i;
            CodeSending sending = assembled.service.useCases.otp.sendCode.send(SendCodeCommand.asked(
                    new OtpPurpose("custom:quota"),
                    new EmailAddress("q" + number + "@example.org"),
                    new Requester(Locale.ENGLISH, AssembledService.ORIGIN)));
            admitted += sending instanceof CodeSending.Sent ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(60);
    }
}
