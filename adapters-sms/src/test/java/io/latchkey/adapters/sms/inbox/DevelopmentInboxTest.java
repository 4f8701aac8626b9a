package io.latchkey.adapters.sms.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.shared.ContactParser;
import io.latchkey.application.shared.service.NumberingPlanContactParser;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DevelopmentInboxTest {
    private static final ContactParser CONTACTS =
            new NumberingPlanContactParser(raw -> new PhoneNumber(raw.replaceAll("[^+0-9]", "")));
    private static final Contact ADA = new EmailAddress("Ada@example.org");
    private static final Contact PHONE = new PhoneNumber("+4915112345678");

    private final DevelopmentInbox inbox = new DevelopmentInbox(CONTACTS, 3);

    @Test
    void shows_the_newest_message_first() {
        inbox.add(message(1, ADA));
        inbox.add(message(2, PHONE));
        assertThat(inbox.find()).containsExactly(message(2, PHONE), message(1, ADA));
    }

    @Test
    void makes_room_by_dropping_the_oldest() {
        for (int i = 1; i <= 5; i++) {
            inbox.add(message(i, ADA));
        }
        assertThat(inbox.find()).containsExactly(message(5, ADA), message(4, ADA), message(3, ADA));
    }

    @Test
    void keeps_one_copy_of_a_message_that_was_tried_twice() {
        inbox.add(message(1, ADA));
        inbox.add(message(2, ADA));
        inbox.add(message(1, ADA));
        assertThat(inbox.find()).containsExactly(message(1, ADA), message(2, ADA));
    }

    @Test
    void finds_a_reader_in_any_spelling() {
        inbox.add(message(1, ADA));
        inbox.add(message(2, PHONE));
        assertThat(inbox.find(" ADA@Example.ORG ")).containsExactly(message(1, ADA));
        assertThat(inbox.find("+49 (151) 1234-5678")).containsExactly(message(2, PHONE));
        assertThat(inbox.find("eve@example.org")).isEmpty();
        assertThat(inbox.find("@")).isEmpty();
        assertThat(inbox.find("")).isEmpty();
    }

    @Test
    void is_empty_once_cleared() {
        inbox.add(message(1, ADA));
        inbox.clear();
        assertThat(inbox.find()).isEmpty();
    }

    @Test
    void prints_nothing_of_a_message_but_its_id() {
        assertThat(message(1, ADA).toString()).doesNotContain("483920").doesNotContainIgnoringCase("example");
    }

    @Test
    void loses_no_message_to_threads_that_add_at_once() throws InterruptedException {
        DevelopmentInbox large = new DevelopmentInbox(CONTACTS, 1000);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch done = new CountDownLatch(800);
        for (int i = 0; i < 800; i++) {
            int number = i;
            threads.execute(() -> {
                large.add(message(number, ADA));
                large.find();
                done.countDown();
            });
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        assertThat(large.find()).hasSize(800).doesNotHaveDuplicates();
    }

    @Test
    void refuses_to_keep_nothing() {
        assertThatThrownBy(() -> new DevelopmentInbox(CONTACTS, 0)).hasMessage("capacity must be at least 1");
    }

    private static InboxMessage message(int number, Contact to) {
        return new InboxMessage(
                new OutboxMessageId(new UUID(0, number)),
                to,
                to.kind().usualChannel(),
                "sign-in",
                Optional.empty(),
                "483920 is your code",
                Optional.empty(),
                Optional.of("483920"),
                Optional.empty(),
                Instant.EPOCH);
    }
}
