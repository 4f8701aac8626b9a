package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.architecture.Doors;
import io.latchkey.bootstrap.e2e.Crossing.Deed;
import io.latchkey.bootstrap.e2e.Crossing.Door;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Tries every deed that could lose somebody the account at every door. A cell without an attempt must have no deed: its door uses no use
 * case that does it. So a new face, or a deed that a face gains, fails here by name until its rule is tried.
 */
interface CrossingScenarios extends Scenarios {
    @TestFactory
    default Stream<DynamicTest> every_deed_keeps_its_rule_at_every_door() {
        Map<Class<?>, Set<String>> doors = Doors.ofUseCases();
        Crossing crossing = crossing();
        return Arrays.stream(Deed.values())
                .flatMap(deed -> Arrays.stream(Door.values()).map(door -> {
                    Executable attempt = crossing.find(deed, door);
                    return DynamicTest.dynamicTest(
                            deed.title() + (attempt == null ? " is not done by " : " at ") + door.title(),
                            attempt != null
                                    ? attempt
                                    : () -> assertThat(deed.useCases())
                                            .as("use cases that %s has", door.title())
                                            .noneMatch(use -> doors.get(use).contains(door.title())));
                }));
    }

    /** An account, its session of long ago, and a program of its owner. */
    record Stale(SignedIn owner, Visitor program) {}

    /** Signs in, and lets time pass until that is no recent sign-in any more. */
    private Stale stale() {
        SignedIn owner = signedIn();
        Reply made = owner.visitor()
                .post(API + "/users/me/credentials", "name", "crossing")
                .expect(201);
        String secret = site().secrets().keep(made.get("secret"));
        pass(FaceConfiguration.RECENT);
        return new Stale(owner, visitor().with("Authorization", "token " + made.get("key") + ":" + secret));
    }

    /** Tries something that must be refused, and must leave the account as it was. */
    private Executable leavesAlone(Supplier<Stale> stale, Function<Stale, Reply> attempt) {
        return () -> {
            Stale one = stale.get();
            String before = me(one.owner().visitor()).expect(200).text();
            Reply reply = attempt.apply(one);
            assertThat(reply.status()).as("%s: %s", reply, reply.text()).isBetween(400, 499);
            assertThat(me(one.owner().visitor()).expect(200).text()).isEqualTo(before);
            signIn(visitor(), one.owner().person().email(), one.owner().person().password())
                    .expect(200);
        };
    }

    private Person withFactor(String factor) {
        Person person = member();
        signedIn(person)
                .visitor()
                .patch(API + "/users/me", "secondFactor", factor)
                .expect(200);
        return person;
    }

    /** The message that tells the contact of the second factor that it resets nothing. */
    private void isToldOtherwise(String contact) {
        Letter aboutTheFactor = site().nextLetter(contact);
        Letter aboutTheReset = site().nextLetter(contact);
        assertThat(aboutTheFactor.code().or(aboutTheFactor::linkToken)).isEmpty();
        assertThat(aboutTheReset.code().or(aboutTheReset::linkToken)).isEmpty();
    }

    private static void isRefused(Reply reply) {
        assertThat(reply.text()).as("%s", reply).doesNotContain("oken\":\"ey", "refresh");
        assertThat(reply.status()).as("%s: %s", reply, reply.text()).isNotIn(201, 204);
    }

    private Crossing crossing() {
        Supplier<Stale> stale = new Supplier<>() {
            private final AtomicReference<Stale> made = new AtomicReference<>();

            @Override
            public Stale get() {
                if (made.get() == null) {
                    made.set(stale());
                }
                return made.get();
            }
        };
        Crossing crossing = new Crossing();
        addChanges(crossing, stale);
        addFactors(crossing);
        addTokens(crossing);
        addGuesses(crossing);
        return crossing;
    }

    private void addChanges(Crossing crossing, Supplier<Stale> stale) {
        String me = API + "/users/me";
        crossing.holds(
                        Deed.REPLACE_A_CONTACT,
                        Door.NATIVE_API,
                        leavesAlone(stale, one -> one.owner().visitor().patch(me, "email", Person.newEmail())))
                .holds(
                        Deed.REPLACE_A_CONTACT,
                        Door.BIOENTRUST,
                        leavesAlone(
                                stale,
                                one -> one.owner().visitor().post("/user/send-sms", "phone_number", Person.newPhone())))
                .holds(Deed.REPLACE_A_CONTACT, Door.DRF_USER, leavesAlone(stale, one -> {
                    String email = Person.newEmail();
                    Visitor thief = one.owner().visitor();
                    thief.post("/otp/", "destination", email, "email", email).expect(201);
                    thief.post("/otp/", "destination", email, "verify_otp", site().nextCode(email))
                            .expect(202);
                    return thief.patch("/account/", "email", email);
                }))
                .holds(
                        Deed.REPLACE_A_CONTACT,
                        Door.API_CREDENTIAL,
                        leavesAlone(stale, one -> one.program().patch(me, "phone", Person.newPhone())))
                .holds(
                        Deed.SET_A_PASSWORD,
                        Door.NATIVE_API,
                        leavesAlone(
                                stale,
                                one -> one.owner()
                                        .visitor()
                                        .put(me + "/password", "newPassword", Person.newPassword())))
                .holds(
                        Deed.SET_A_PASSWORD,
                        Door.BIOENTRUST,
                        leavesAlone(
                                stale,
                                one -> one.owner()
                                        .visitor()
                                        .post(
                                                "/user/send-sms",
                                                "phone_number",
                                                Person.newPhone(),
                                                "password",
                                                Person.newPassword())))
                .holds(
                        Deed.SET_A_PASSWORD,
                        Door.DRF_USER,
                        leavesAlone(
                                stale,
                                one -> one.owner().visitor().patch("/account/", "password", Person.newPassword())))
                .holds(
                        Deed.SET_A_PASSWORD,
                        Door.API_CREDENTIAL,
                        leavesAlone(
                                stale, one -> one.program().put(me + "/password", "newPassword", Person.newPassword())))
                .holds(
                        Deed.CHANGE_THE_FACTOR,
                        Door.NATIVE_API,
                        leavesAlone(stale, one -> one.owner().visitor().patch(me, "secondFactor", "sms")))
                .holds(
                        Deed.CHANGE_THE_FACTOR,
                        Door.BIOENTRUST,
                        leavesAlone(
                                stale,
                                one -> one.owner()
                                        .visitor()
                                        .post(
                                                "/user/send-sms",
                                                "phone_number",
                                                Person.newPhone(),
                                                "secondFactor",
                                                "sms")))
                .holds(Deed.CHANGE_THE_FACTOR, Door.DRF_USER, () -> {
                    Stale one = stale.get();
                    one.owner().visitor().patch("/account/", "second_factor", "sms", "secondFactor", "sms");
                    assertThat(me(one.owner().visitor()).expect(200).get("secondFactor"))
                            .isEqualTo("none");
                })
                .holds(
                        Deed.CHANGE_THE_FACTOR,
                        Door.API_CREDENTIAL,
                        leavesAlone(stale, one -> one.program().patch(me, "secondFactor", "sms")))
                .holds(
                        Deed.DELETE_THE_ACCOUNT,
                        Door.NATIVE_API,
                        leavesAlone(stale, one -> one.owner().visitor().delete(me)))
                .holds(
                        Deed.DELETE_THE_ACCOUNT,
                        Door.API_CREDENTIAL,
                        leavesAlone(stale, one -> one.program().delete(me)))
                .holds(
                        Deed.HAND_OUT_A_CREDENTIAL,
                        Door.NATIVE_API,
                        leavesAlone(stale, one -> one.owner().visitor().post(me + "/credentials", "name", "stolen")))
                .holds(
                        Deed.HAND_OUT_A_CREDENTIAL,
                        Door.API_CREDENTIAL,
                        leavesAlone(stale, one -> one.program().post(me + "/credentials", "name", "stolen")));
    }

    private void addFactors(Crossing crossing) {
        crossing.holds(Deed.HAND_OUT_A_CREDENTIAL, Door.ESSDEE, () -> {
                    Person person = withFactor("email");
                    String name = visitor()
                            .post(EssdeeScenarios.INITIATE, "mobile_number", person.phone())
                            .expect(200)
                            .get("otp_auth_attempt_name");
                    visitor()
                            .post(
                                    EssdeeScenarios.VERIFY,
                                    "otp_auth_attempt_name",
                                    name,
                                    "incoming_otp",
                                    site().nextCode(person.phone()),
                                    "action",
                                    EssdeeScenarios.CREDENTIALS)
                            .expect(401);
                })
                .holds(Deed.OPEN_A_SESSION, Door.NATIVE_API, () -> {
                    Person person = withFactor("email");
                    signIn(visitor(), person.username(), person.password()).expect(202);
                    String id = requestCode(visitor(), "sign-in", person.phone())
                            .expect(202)
                            .get("id");
                    signInWithCode(visitor(), id, site().nextCode(person.phone()))
                            .expectProblem(403, "password-needed");
                })
                .holds(Deed.OPEN_A_SESSION, Door.BIOENTRUST, () -> {
                    Person person = withFactor("sms");
                    isRefused(visitor().post("/user/signin", "email", person.email(), "password", person.password()));
                })
                .holds(Deed.OPEN_A_SESSION, Door.DHIWISE, () -> {
                    Person person = withFactor("sms");
                    isRefused(visitor()
                            .post(
                                    DhiwiseScenarios.ADMIN + "login",
                                    "username",
                                    person.username(),
                                    "password",
                                    person.password()));
                })
                .holds(Deed.OPEN_A_SESSION, Door.DRF_USER, () -> {
                    Person person = withFactor("email");
                    isRefused(visitor().post("/login/", "username", person.username(), "password", person.password()));
                    visitor()
                            .post("/otp/", "destination", person.phone(), "is_login", true)
                            .expect(201);
                    isRefused(visitor()
                            .post(
                                    "/otp/",
                                    "destination",
                                    person.phone(),
                                    "is_login",
                                    true,
                                    "verify_otp",
                                    site().nextCode(person.phone())));
                })
                .holds(Deed.RESET_THE_PASSWORD, Door.NATIVE_API, () -> {
                    Person person = withFactor("email");
                    visitor()
                            .post(API + "/password/forgot", "login", person.email())
                            .expect(202);
                    isToldOtherwise(person.email());
                })
                .holds(Deed.RESET_THE_PASSWORD, Door.BIOENTRUST, () -> {
                    Person person = withFactor("email");
                    visitor()
                            .post("/user/forgot-password", "email", person.email())
                            .expect(200);
                    isToldOtherwise(person.email());
                })
                .holds(Deed.RESET_THE_PASSWORD, Door.DHIWISE, () -> {
                    Person person = withFactor("email");
                    visitor()
                            .post(DhiwiseScenarios.ADMIN + "forgot-password", "email", person.email())
                            .expect(200);
                    isToldOtherwise(person.email());
                })
                .holds(Deed.RESET_THE_PASSWORD, Door.DRF_USER, () -> {
                    Person person = withFactor("email");
                    visitor()
                            .post("/otp/", "destination", person.email(), "email", person.email())
                            .expect(201);
                    String code = site().nextCode(person.email());
                    Reply reset = visitor()
                            .post(
                                    "/password/reset/",
                                    "email",
                                    person.email(),
                                    "otp",
                                    code,
                                    "password",
                                    Person.newPassword());
                    assertThat(reset.status()).as("%s: %s", reset, reset.text()).isBetween(400, 499);
                    signIn(visitor(), person.username(), person.password()).expect(202);
                })
                .holds(Deed.RESET_THE_PASSWORD, Door.ESSDEE, () -> {
                    Person person = withFactor("sms");
                    visitor()
                            .post(EssdeeScenarios.INITIATE, "mobile_number", person.phone())
                            .expect(200);
                    isToldOtherwise(person.phone());
                });
    }

    private void addTokens(Crossing crossing) {
        crossing.holds(Deed.REFRESH_A_SESSION, Door.NATIVE_API, () -> {
                    Person person = member();
                    String token = visitor()
                            .post("/login/", "username", person.username(), "password", person.password())
                            .expect(200)
                            .get("refresh_token");
                    refresh(visitor(), site().secrets().keep(token)).expect(401);
                })
                .holds(
                        Deed.REFRESH_A_SESSION,
                        Door.BIOENTRUST,
                        () -> visitor()
                                .bearer(signedIn().refreshToken())
                                .get("/user/refresh")
                                .expect(401))
                .holds(
                        Deed.REFRESH_A_SESSION,
                        Door.DRF_USER,
                        () -> visitor()
                                .post("/refresh-token/", "refresh", signedIn().refreshToken())
                                .expect(401));
    }

    private void addGuesses(Crossing crossing) {
        crossing.holds(
                        Deed.GUESS_A_PASSWORD,
                        Door.NATIVE_API,
                        guessedInVain((person, password) -> signIn(visitor().elsewhere(), person.email(), password)))
                .holds(
                        Deed.GUESS_A_PASSWORD,
                        Door.BIOENTRUST,
                        guessedInVain((person, password) -> visitor()
                                .elsewhere()
                                .post("/user/signin", "email", person.email(), "password", password)))
                .holds(
                        Deed.GUESS_A_PASSWORD,
                        Door.DHIWISE,
                        guessedInVain((person, password) -> visitor()
                                .elsewhere()
                                .post(
                                        DhiwiseScenarios.ADMIN + "login",
                                        "username",
                                        person.username(),
                                        "password",
                                        password)))
                .holds(
                        Deed.GUESS_A_PASSWORD,
                        Door.DRF_USER,
                        guessedInVain((person, password) -> visitor()
                                .elsewhere()
                                .post("/login/", "username", person.username(), "password", password)))
                .holds(Deed.GUESS_A_CODE, Door.NATIVE_API, () -> {
                    String email = Person.newEmail();
                    String id = requestCode(visitor(), "custom:crossing", email)
                            .expect(202)
                            .get("id");
                    String code = site().nextCode(email);
                    for (int guess = 0; guess < 6; guess++) {
                        verify(visitor(), id, Scenarios.wrong(code));
                    }
                    assertThat(verify(visitor(), id, code).status()).isNotEqualTo(200);
                })
                .holds(Deed.GUESS_A_CODE, Door.BIOENTRUST, () -> {
                    String phone = Person.newPhone();
                    String id = visitor()
                            .post("/user/send-sms", "phone_number", phone, "app_id", 1)
                            .expect(200)
                            .get("otp_request_id");
                    String code = site().nextCode(phone);
                    for (int guess = 0; guess < 6; guess++) {
                        visitor().post("/user/verify-sms", "otp", Scenarios.wrong(code), "otp_request_id", id);
                    }
                    visitor()
                            .post("/user/verify-sms", "otp", code, "otp_request_id", id)
                            .expect(401);
                })
                .holds(Deed.GUESS_A_CODE, Door.DRF_USER, () -> {
                    String email = Person.newEmail();
                    Visitor guesser = visitor();
                    guesser.post("/otp/", "destination", email, "email", email).expect(201);
                    String code = site().nextCode(email);
                    for (int guess = 0; guess < 4; guess++) {
                        guesser.post("/otp/", "destination", email, "verify_otp", Scenarios.wrong(code));
                    }
                    assertThat(guesser.post("/otp/", "destination", email, "verify_otp", code)
                                    .status())
                            .isNotEqualTo(202);
                })
                .holds(Deed.GUESS_A_CODE, Door.ESSDEE, () -> {
                    Person person = member();
                    String name = visitor()
                            .post(EssdeeScenarios.INITIATE, "mobile_number", person.phone())
                            .expect(200)
                            .get("otp_auth_attempt_name");
                    String code = site().nextCode(person.phone());
                    for (int guess = 0; guess < 6; guess++) {
                        essdeeGuess(name, Scenarios.wrong(code));
                    }
                    assertThat(essdeeGuess(name, code).status()).isNotEqualTo(200);
                })
                .holds(Deed.GUESS_A_CODE, Door.SUNBIRD, () -> {
                    String email = Person.newEmail();
                    sunbird(SunbirdScenarios.GENERATE, "type", "email", "key", email)
                            .expect(200);
                    String code = site().nextCode(email);
                    for (int guess = 0; guess < 6; guess++) {
                        sunbird(SunbirdScenarios.VERIFY, "type", "email", "key", email, "otp", Scenarios.wrong(code));
                    }
                    assertThat(sunbird(SunbirdScenarios.VERIFY, "type", "email", "key", email, "otp", code)
                                    .status())
                            .isNotEqualTo(200);
                });
    }

    private Reply essdeeGuess(String name, String code) {
        return visitor()
                .post(
                        EssdeeScenarios.VERIFY,
                        "otp_auth_attempt_name",
                        name,
                        "incoming_otp",
                        code,
                        "action",
                        EssdeeScenarios.KEY);
    }

    private Reply sunbird(String path, Object... members) {
        return visitor().with("X-Api-Key", SunbirdScenarios.SUNBIRD_KEY).post(path, "request", Visitor.object(members));
    }

    /** A sign-in by a password at one door. */
    interface Guess {
        Reply at(Person person, String password);
    }

    /** Eight strangers guess wrong. A ninth one who guesses right is not let in. */
    private Executable guessedInVain(Guess guess) {
        return () -> {
            Person person = member();
            for (int stranger = 0; stranger < 8; stranger++) {
                guess.at(person, Person.newPassword());
            }
            isRefused(guess.at(person, person.password()));
        };
    }
}
