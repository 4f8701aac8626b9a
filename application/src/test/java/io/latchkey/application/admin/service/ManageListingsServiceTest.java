package io.latchkey.application.admin.service;

import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.ListingFilter;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.Page;
import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.InMemoryListingRepository;
import io.latchkey.application.testkit.PlainAddressReader;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Listing.Effect;
import io.latchkey.domain.listing.Target.Kind;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ManageListingsServiceTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final PhoneNumber PHONE = new PhoneNumber("+4915112345678");
    private static final EmailAddress EMAIL = new EmailAddress("eve@mail.example.org");

    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final Act admin = people.by("admin");
    private final Instant end = app.clock.instant().plus(Duration.ofHours(1));

    private NewListing wanted(Effect effect, Kind kind, String typed) {
        return NewListing.parse(effect, kind, typed, end, app.contacts);
    }

    private Administered<Listing> add(Act act, Effect effect, Kind kind, String typed) {
        return app.admin.manageListings.add(act, wanted(effect, kind, typed));
    }

    private Listing added(Effect effect, Kind kind, String typed) {
        return result(add(admin, effect, kind, typed));
    }

    private static <T> T result(Administered<T> outcome) {
        assertThat(outcome).isInstanceOf(Administered.Done.class);
        return ((Administered.Done<T>) outcome).result();
    }

    private List<Listing> find(ListingFilter filter) {
        Page<Listing> page = result(app.admin.manageListings.find(admin, filter, Optional.empty(), 50));
        return page.items();
    }

    private Optional<TooSoon> send(Contact contact) {
        return refusal(app.sendCode.send(SendCodeCommand.asked(CUSTOM, contact, REQUESTER)));
    }

    private static Optional<TooSoon> refusal(CodeSending sending) {
        return sending instanceof CodeSending.Refused refused ? Optional.of(refused.why()) : Optional.empty();
    }

    @Test
    void keeps_codes_from_contacts_prefixes_and_domains_until_the_block_ends() {
        assertThat(send(PHONE)).isEmpty();
        added(Effect.BLOCK, Kind.CONTACT, "0151 12345678");
        added(Effect.BLOCK, Kind.PREFIX, "+33");
        added(Effect.BLOCK, Kind.DOMAIN, "example.org");
        Optional<TooSoon> blocked = Optional.of(new Blocked(end, Duration.ofHours(1)));
        assertThat(send(PHONE)).isEqualTo(blocked);
        assertThat(send(new PhoneNumber("+33612345678"))).isEqualTo(blocked);
        assertThat(send(EMAIL)).isEqualTo(blocked);
        assertThat(send(new PhoneNumber("+4915112345679"))).isEmpty();
        assertThat(send(new EmailAddress("eve@example.com"))).isEmpty();
        app.clock.advance(Duration.ofHours(1));
        assertThat(send(PHONE)).isEmpty();
        assertThat(find(ListingFilter.ALL)).isEmpty();
    }

    @Test
    void gives_up_no_message_of_others_and_holds_one_that_was_promised_before_the_block() {
        assertThat(send(PHONE)).isEmpty();
        assertThat(send(EMAIL)).isEmpty();
        added(Effect.BLOCK, Kind.CONTACT, PHONE.value());
        app.dispatchOutbox.dispatch();
        app.dispatchOutbox.dispatch();
        assertThat(app.unitOfWork.read(() -> List.copyOf(app.outboxRepository.all())))
                .filteredOn(message -> message.state() == DeliveryState.ACCEPTED)
                .extracting(message -> message.contact())
                .containsExactly(EMAIL);
    }

    @Test
    void tells_nobody_that_the_contact_of_an_account_is_blocked_whom_that_would_tell_of_the_account() {
        User ada = people.person();
        added(Effect.BLOCK, Kind.CONTACT, ada.email().value());
        LoginName login = new LoginName.ByUsername(ada.username());
        app.forgotPassword.request(login, REQUESTER);
        app.forgotPassword.request(app.contacts.parseLogin("nobody-of-this-name"), REQUESTER);
        app.dispatchOutbox.dispatch();
        app.dispatchOutbox.dispatch();
        assertThat(app.gateway.messagesTo(ada.email())).isEmpty();
        assertThat(app.unitOfWork.read(() -> List.copyOf(app.outboxRepository.all())))
                .anyMatch(message -> message.contact().equals(ada.email()));
    }

    @Test
    void an_exception_wins_over_blocks() {
        added(Effect.BLOCK, Kind.PREFIX, "+49");
        added(Effect.BLOCK, Kind.CONTACT, PHONE.value());
        Listing exception = added(Effect.ALLOW, Kind.CONTACT, PHONE.value());
        assertThat(send(PHONE)).isEmpty();
        result(app.admin.manageListings.lift(admin, exception.id()));
        assertThat(send(PHONE)).isPresent();
    }

    @Test
    void shuts_a_network_out_and_excepts_another_from_the_limits_that_its_clients_share() {
        ThrottleLimit none = Fixtures.limit("none", 0);
        TestApplication limited = TestApplication.settings()
                .throttles(new ThrottlePolicy(
                        Fixtures.limit("code-per-address", 1), none, none, none, none, none, none, none))
                .start();
        Act operator = new Act(new Actor.CommandLine(), Optional.of(Administration.REASON));
        SendCodeCommand toPhone = SendCodeCommand.asked(CUSTOM, PHONE, REQUESTER);
        SendCodeCommand toEmail = SendCodeCommand.asked(CUSTOM, EMAIL, REQUESTER);
        assertThat(limited.sendCode.send(toPhone)).isInstanceOf(CodeSending.Sent.class);
        assertThat(limited.sendCode.send(toEmail)).isInstanceOf(CodeSending.Refused.class);
        Listing exception = result(limited.admin.manageListings.add(
                operator, wanted(Effect.ALLOW, Kind.NETWORK, Fixtures.ORIGIN.address())));
        result(limited.admin.manageListings.add(operator, wanted(Effect.BLOCK, Kind.NETWORK, "192.0.2.0/24")));
        assertThat(limited.sendCode.send(toEmail)).isInstanceOf(CodeSending.Sent.class);
        result(limited.admin.manageListings.lift(operator, exception.id()));
        assertThat(refusal(limited.sendCode.send(toEmail)))
                .hasValueSatisfying(why -> assertThat(why).isInstanceOfSatisfying(Throttled.class, throttled -> {
                    assertThat(throttled.limit().name()).isEqualTo("blocked-network");
                    assertThat(throttled.retryAfter()).isEqualTo(Duration.ofHours(1));
                }));
        assertThat(limited.signIn.signIn(SignInCommand.ByPassword.of(
                        new LoginName.ByUsername(people.person().username()),
                        new Password("a password"),
                        Fixtures.ORIGIN)))
                .asString()
                .contains("blocked-network");
    }

    @Test
    void every_other_node_learns_of_a_change_by_one_cheap_question() {
        CurrentListings other = new CurrentListings(
                new InMemoryListingRepository(app.store),
                new PlainAddressReader(),
                new Core(app.unitOfWork, app.ids, app.digester, app.audit, app.clock));
        other.refresh();
        assertThat(other.block(PHONE, app.clock.instant())).isEmpty();
        Listing block = added(Effect.BLOCK, Kind.CONTACT, PHONE.value());
        assertThat(other.refresh.pause()).isLessThan(Duration.ofSeconds(1));
        other.refresh.run();
        assertThat(other.block(PHONE, app.clock.instant()))
                .map(Listing.Rule::id)
                .contains(block.id());
        result(app.admin.manageListings.lift(admin, block.id()));
        other.refresh.run();
        assertThat(other.block(PHONE, app.clock.instant())).isEmpty();
    }

    @Test
    void helpers_list_single_contacts_and_auditors_only_look() {
        Act support = people.by("support");
        Administered.Denied<?> denied = new Administered.Denied<>(Denial.NO_ROLE);
        assertThat(add(support, Effect.BLOCK, Kind.PREFIX, "+49")).isEqualTo(denied);
        assertThat(add(support, Effect.BLOCK, Kind.CONTACT, PHONE.value())).isInstanceOf(Administered.Done.class);
        assertThat(add(people.by("auditor"), Effect.BLOCK, Kind.CONTACT, PHONE.value()))
                .isEqualTo(denied);
        assertThat(add(Administration.withoutReason(admin), Effect.BLOCK, Kind.CONTACT, PHONE.value()))
                .isEqualTo(new Administered.Denied<>(Denial.NO_REASON));
        Listing prefix = added(Effect.BLOCK, Kind.PREFIX, "+49");
        assertThat(app.admin.manageListings.lift(support, prefix.id())).isEqualTo(denied);
        assertThat(app.admin.manageListings.lift(admin, UUID.randomUUID())).isEqualTo(new Administered.Missing<>());
        assertThat(app.admin.manageListings.find(people.by("auditor"), ListingFilter.ALL, Optional.empty(), 50))
                .isInstanceOf(Administered.Done.class);
    }

    @Test
    void nobody_but_administrators_shuts_out_those_who_administer_and_nobody_themselves() {
        User boss = people.person("user", "admin");
        Act support = people.by("support");
        assertThat(add(support, Effect.BLOCK, Kind.CONTACT, boss.email().value()))
                .isEqualTo(new Administered.Denied<>(Denial.NO_ROLE));
        assertThat(add(support, Effect.ALLOW, Kind.CONTACT, boss.email().value()))
                .isInstanceOf(Administered.Done.class);
        added(Effect.BLOCK, Kind.CONTACT, boss.email().value());
        Act own = Administration.by(app.givenSession(boss));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(
                        () -> add(own, Effect.BLOCK, Kind.CONTACT, boss.phone().value()))
                .withMessageContaining("of your own");
    }

    @Test
    void a_change_is_recorded_with_its_effect() {
        added(Effect.ALLOW, Kind.PREFIX, "+88216");
        assertThat(app.audit.entries())
                .filteredOn(line -> line.event() == AuditTrail.Event.ADMINISTERED)
                .last()
                .satisfies(line -> assertThat(line.details()).containsEntry("effect", "allow"));
    }

    @Test
    void shows_of_a_contact_no_more_than_needed_and_finds_what_covers_it() {
        Listing contact = added(Effect.BLOCK, Kind.CONTACT, EMAIL.value());
        Listing domain = added(Effect.ALLOW, Kind.DOMAIN, "example.org");
        added(Effect.BLOCK, Kind.DOMAIN, "example.com");
        assertThat(contact.target().shown()).isEqualTo(EMAIL.masked());
        assertThat(contact.target().name()).doesNotContain("eve");
        assertThat(contact.madeBy()).isEqualTo(admin.actor().name());
        assertThat(contact.reason()).isEqualTo(Administration.REASON.text());
        assertThat(find(ListingFilter.ALL.covering(EMAIL))).containsExactlyInAnyOrder(contact, domain);
        assertThat(app.audit.entries())
                .filteredOn(entry -> entry.event() == AuditTrail.Event.ADMINISTERED)
                .extracting(RecordingAuditTrail.Entry::details)
                .anySatisfy(details -> assertThat(details)
                        .containsEntry("listing", domain.id().toString())
                        .containsEntry("target", "example.org"))
                .noneSatisfy(details -> assertThat(details.toString()).contains("eve"));
    }

    @Test
    void finds_what_covers_an_address_and_refuses_what_is_none() {
        Listing network = added(Effect.BLOCK, Kind.NETWORK, "198.51.100.0/24");
        added(Effect.BLOCK, Kind.NETWORK, "203.0.113.0/24");
        assertThat(find(coveringAddress("198.51.100.7"))).containsExactly(network);
        assertThat(find(coveringAddress("192.0.2.1"))).isEmpty();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> find(coveringAddress("no address")))
                .withMessageContaining("must be an address");
    }

    private static ListingFilter coveringAddress(String address) {
        return new ListingFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(address));
    }

    @Test
    void a_lift_of_nothing_changes_nothing() {
        Listing block = added(Effect.BLOCK, Kind.PREFIX, "+49");
        long version = app.unitOfWork.read(() -> app.adminStores.listings().version());
        assertThat(app.admin.manageListings.lift(admin, UUID.randomUUID())).isEqualTo(new Administered.Missing<>());
        assertThat(app.unitOfWork.<Long>read(() -> app.adminStores.listings().version()))
                .isEqualTo(version);
        result(app.admin.manageListings.lift(admin, block.id()));
        assertThat(app.unitOfWork.<Long>read(() -> app.adminStores.listings().version()))
                .isGreaterThan(version);
    }

    @Test
    void lists_a_target_once_for_each_effect() {
        Listing first = added(Effect.BLOCK, Kind.PREFIX, "+49");
        Listing again = added(Effect.BLOCK, Kind.PREFIX, "+49 ");
        assertThat(again.id()).isNotEqualTo(first.id());
        assertThat(find(ListingFilter.ALL)).containsExactly(again);
    }

    @Test
    void refuses_what_would_shut_its_maker_out_or_never_end() {
        for (String network : List.of("192.0.2.0/24", "192.0.2.10", "0.0.0.0/0")) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> add(admin, Effect.BLOCK, Kind.NETWORK, network));
        }
        assertThat(add(admin, Effect.BLOCK, Kind.NETWORK, "198.51.100.0/24")).isInstanceOf(Administered.Done.class);
        for (Instant never : List.of(app.clock.instant(), app.clock.instant().plus(Duration.ofDays(3661)))) {
            assertThatExceptionOfType(InvalidValueException.class)
                    .isThrownBy(() -> app.admin.manageListings.add(
                            admin, NewListing.parse(Effect.BLOCK, Kind.PREFIX, "+49", never, app.contacts)));
        }
    }

    @Test
    void keeps_nothing_of_who_made_a_listing_once_they_are_erased() {
        User helper = people.person("user", "support");
        Listing block =
                result(add(Administration.by(app.givenSession(helper)), Effect.BLOCK, Kind.CONTACT, PHONE.value()));
        Administered<?> erased = app.admin.userStanding.erase(admin, helper.id());
        assertThat(erased).isInstanceOf(Administered.Done.class);
        assertThat(find(ListingFilter.ALL)).singleElement().satisfies(kept -> {
            assertThat(kept.id()).isEqualTo(block.id());
            assertThat(kept.madeBy()).isEqualTo("erased");
        });
    }
}
