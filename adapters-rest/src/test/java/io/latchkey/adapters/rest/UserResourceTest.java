package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.account.CheckAvailabilityUseCase.Availability;
import io.latchkey.application.account.CheckAvailabilityUseCase.ContactAnswers;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.domain.shared.LoginName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserResourceTest extends ApiTest {
    private static final String USERS = "/api/v1/users";

    private final AtomicReference<RegisterCommand> registered = new AtomicReference<>();

    private void registrationAnswers(Registration outcome) {
        useCases.put(RegisterUseCase.class, command -> {
            registered.set(command);
            return outcome;
        });
    }

    @Test
    void registers_with_a_challenge_per_contact() {
        registrationAnswers(new Registration.Pending(List.of(Fixtures.challenge(false), Fixtures.challenge(false))));

        JsonNode body = post(USERS, """
                                {"username":"ada","name":" Ada ","email":"ada@example.org","phone":"+4915112345678",\
                                "password":"correct horse","locale":"de"}""").send().isJson(202).json();

        assertThat(body.path("challenges")).hasSize(2);
        assertThat(body.size()).isEqualTo(1);
        RegisterCommand command = registered.get();
        assertThat(command.account().name()).contains("Ada");
        assertThat(command.account().phone().orElseThrow().value()).isEqualTo("+4915112345678");
        assertThat(command.account().password().orElseThrow().value()).isEqualTo("correct horse");
        assertThat(command.requester().locale()).isEqualTo(Locale.GERMAN);
    }

    @Test
    void leaves_absent_members_empty_and_takes_the_default_language() {
        registrationAnswers(new Registration.Pending(List.of()));

        post(USERS, """
                {"email":"ada@example.org","phone":null}""").send().isJson(202);

        RegisterCommand command = registered.get();
        assertThat(command.account().username()).isEmpty();
        assertThat(command.account().phone()).isEmpty();
        assertThat(command.account().password()).isEmpty();
        assertThat(command.requester().locale()).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void names_members_nobody_may_assign() {
        registrationAnswers(new Registration.Pending(List.of()));

        JsonNode errors =
                post(USERS, """
                                {"email":"ada@example.org","roles":["admin"],"emailVerified":true,"id":7,\
                                "status":{"a":1.5}}""").send().isProblem(400, "invalid-request").json().path("errors");

        assertThat(errors.findValuesAsText("field")).containsExactly("roles", "emailVerified", "id", "status");
        assertThat(registered.get()).isNull();
    }

    @Test
    void answers_with_the_account_where_no_contact_is_given() {
        registrationAnswers(new Registration.Completed(Fixtures.ADA));

        String body = post(USERS, """
                {"username":"ada","password":"correct horse"}""").send().isJson(201).text();

        assertThat(body).isEqualTo("""
                        {"id":"%s","username":"ada","name":"Ada Lovelace",\
                        "email":"ada@example.org","emailVerified":true,"phone":"+4915112345678",\
                        "phoneVerified":false,"locale":"de-AT","secondFactor":"email","roles":["user"],\
                        "createdAt":"2026-01-02T03:04:05Z"}""".formatted(Fixtures.USER_ID));
    }

    @Test
    void refuses_a_taken_username() {
        registrationAnswers(new Registration.Faulty(Set.of(AccountFault.USERNAME_TAKEN)));

        JsonNode problem =
                post(USERS, """
                {"username":"ada"}""").send().isProblem(409, "username-taken").json();

        assertThat(problem.path("field").asText()).isEqualTo("username");
    }

    @Test
    void tells_a_throttled_caller_how_long_to_wait() {
        registrationAnswers(new Registration.Refused(Fixtures.THROTTLED));

        post(USERS, """
                {"username":"ada"}""").send().isThrottled();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username=a",
                "name= ",
                "email=nobody",
                "phone=call me",
                "password=",
                "locale=not a language",
                "locale=und",
                "locale=de-x-abcdefgh-abcdefgh-abcdefgh-abcdefgh"
            })
    void blames_the_member_at_fault(String memberAndValue) {
        String member = memberAndValue.substring(0, memberAndValue.indexOf('='));
        String value = memberAndValue.substring(memberAndValue.indexOf('=') + 1);

        Answer answer = post(USERS, """
                        {"%s":"%s"}""".formatted(member, value)).send().isProblem(400, "invalid-request");

        assertThat(answer.json().path("field").asText()).isEqualTo(member);
        assertThat(answer.json().path("errors").path(0).path("reason").asText()).isNotBlank();
    }

    @Test
    void takes_a_name_of_200_characters_and_no_more() {
        registrationAnswers(new Registration.Pending(List.of()));

        post(USERS, """
                {"name":"%s"}""".formatted("🦊".repeat(200))).send().isJson(202);
        post(USERS, """
                {"name":"%s"}""".formatted("🦊".repeat(201))).send().isProblem(400, "invalid-request");
    }

    @Test
    void tells_whether_a_name_is_free() {
        AtomicReference<LoginName> asked = new AtomicReference<>();
        useCases.put(CheckAvailabilityUseCase.class, (name, contacts, origin) -> {
            assertThat(contacts).isEqualTo(ContactAnswers.WHERE_ALLOWED);
            asked.set(name);
            return new Availability.Known(name instanceof LoginName.ByUsername);
        });

        assertThat(post(USERS + "/availability", """
                {"username":"Ada"}""").send().isJson(200).text()).isEqualTo("""
                        {"available":true}""");
        assertThat(post(USERS + "/availability", """
                {"email":"ada@example.org"}""").send().isJson(200).text()).isEqualTo("""
                        {"available":false}""");
        assertThat(asked.get().key()).isEqualTo("email:ada@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", """
            {"username":"ada","email":"ada@example.org"}""", """
            {"username":null}"""})
    void asks_for_exactly_one_name(String body) {
        JsonNode problem = post(USERS + "/availability", body)
                .send()
                .isProblem(400, "invalid-request")
                .json();

        assertThat(problem.has("field")).isFalse();
    }

    @Test
    void throttles_questions_about_names() {
        useCases.put(
                CheckAvailabilityUseCase.class,
                (name, contacts, origin) -> new Availability.Refused(Fixtures.THROTTLED));

        post(USERS + "/availability", """
                {"phone":"+4915112345678"}""").send().isThrottled();
    }

    @Test
    void keeps_secrets_out_of_what_could_be_logged() {
        registrationAnswers(new Registration.Pending(List.of()));

        post(USERS, """
                {"email":"ada@example.org","password":"correct horse"}""").send();

        assertThat(Optional.of(registered.get()).toString()).doesNotContain("correct horse", "ada@example.org");
    }
}
