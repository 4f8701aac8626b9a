package io.latchkey.application.admin.service;

import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.MessageRecord;
import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.MessageStory;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.ServiceKey;
import io.latchkey.application.admin.ServiceSettings;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OverseeOperationServiceTest {
    private static final PhoneNumber PHONE = new PhoneNumber("+4915112345678");
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");

    private final Administration people = new Administration();
    private final TestApplication app = people.app;
    private final Act admin = people.by("admin");
    private final Act auditor = people.by("auditor");

    private static <T> T result(Administered<T> outcome) {
        assertThat(outcome).isInstanceOf(Administered.Done.class);
        return ((Administered.Done<T>) outcome).result();
    }

    private Page<MessageRecord> find(Act act, MessageSearch search, int most) {
        return result(app.admin.overseeOperation.findMessages(act, search, Optional.empty(), most));
    }

    @Test
    void shows_a_message_with_its_calls_and_hides_the_contact_from_those_who_only_look() {
        app.sendCode.send(SendCodeCommand.asked(CUSTOM, PHONE, REQUESTER));
        app.dispatchOutbox.dispatch();
        app.dispatchOutbox.dispatch();
        MessageRecord message = find(people.by("support"), MessageSearch.ALL.to(PHONE), 10)
                .items()
                .get(0);
        assertThat(message.reader()).isEqualTo(PHONE.value());
        MessageRecord same =
                find(auditor, MessageSearch.ALL.to(PHONE), 10).items().get(0);
        assertThat(same.reader()).isEqualTo(PHONE.masked());
        assertThat(app.audit.entries())
                .as("whoever looks for somebody's messages is recorded with the contact's digest")
                .filteredOn(entry -> "find-messages".equals(entry.details().get("deed")))
                .extracting(entry -> entry.details().get("contact"))
                .containsOnly(new AuditSubjects(app.digester).of(PHONE));
        MessageStory story = result(app.admin.overseeOperation.readMessage(
                auditor, message.message().id()));
        assertThat(story.record().reader()).isEqualTo(PHONE.masked());
        assertThat(story.calls()).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo("accepted");
            assertThat(call.country()).isEqualTo("DE");
        });
        assertThat(app.admin.overseeOperation.readMessage(admin, new OutboxMessageId(UUID.randomUUID())))
                .isEqualTo(new Administered.Missing<>());
    }

    @Test
    void turns_pages_of_messages() {
        app.sendCode.send(SendCodeCommand.asked(CUSTOM, PHONE, REQUESTER));
        app.clock.advance(Duration.ofSeconds(1));
        app.sendCode.send(SendCodeCommand.asked(CUSTOM, new PhoneNumber("+33612345678"), REQUESTER));
        Page<MessageRecord> first = find(admin, MessageSearch.ALL, 1);
        assertThat(first.items()).extracting(MessageRecord::reader).containsExactly("+33612345678");
        Page<MessageRecord> second =
                result(app.admin.overseeOperation.findMessages(admin, MessageSearch.ALL, first.next(), 1));
        assertThat(second.items()).extracting(MessageRecord::reader).containsExactly(PHONE.value());
        assertThat(second.next()).isEmpty();
    }

    @Test
    void looks_a_day_back_for_a_provider() {
        Instant now = app.clock.instant();
        MessageSearch acme = new MessageSearch(
                Optional.empty(), Optional.empty(), Optional.of("acme"), Optional.empty(), Optional.empty());
        assertThat(acme.bounded(now).from()).contains(now.minus(Duration.ofDays(1)));
        assertThat(acme.to(PHONE).bounded(now).from()).isEmpty();
        Instant hourAgo = now.minus(Duration.ofHours(1));
        assertThat(of("acme", hourAgo).bounded(now).from()).contains(hourAgo);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() ->
                        of("acme", now.minus(Duration.ofDays(1)).minusMillis(1)).bounded(now))
                .withMessageContaining("a day before");
        assertThat(MessageSearch.ALL.bounded(now)).isEqualTo(MessageSearch.ALL);
    }

    private static MessageSearch of(String provider, Instant from) {
        return new MessageSearch(
                Optional.empty(), Optional.empty(), Optional.of(provider), Optional.of(from), Optional.empty());
    }

    @Test
    void rotates_keys_for_administrators_with_a_reason() {
        assertThat(app.admin.overseeOperation.rotateKeys(auditor)).isEqualTo(new Administered.Denied<>(Denial.NO_ROLE));
        assertThat(app.admin.overseeOperation.rotateKeys(Administration.withoutReason(admin)))
                .isEqualTo(new Administered.Denied<>(Denial.NO_REASON));
        assertThat(result(app.admin.overseeOperation.rotateKeys(admin)))
                .extracting(ServiceKey::id)
                .containsExactly("first", "next");
        assertThat(result(app.admin.overseeOperation.findKeys(auditor))).hasSize(2);
    }

    @Test
    void shows_settings_and_the_funnel() {
        assertThat(result(app.admin.overseeOperation.readSettings(auditor)).entries())
                .containsExactly(new ServiceSettings.Entry("latchkey.mode", "dev", false));
        assertThat(app.admin.overseeOperation.readSettings(people.by("support")))
                .isEqualTo(new Administered.Denied<>(Denial.NO_ROLE));
        assertThat(result(app.admin.overseeOperation.readFunnel(people.by("support"), Duration.ofHours(1)))
                        .rows())
                .isEqualTo(List.of());
    }
}
