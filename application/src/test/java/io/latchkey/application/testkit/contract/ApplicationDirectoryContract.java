package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.ApplicationRecord;
import io.latchkey.application.admin.ApplicationSearch;
import io.latchkey.application.admin.ApplicationSearch.State;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.port.ApplicationDirectory;
import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of directories of applications. */
public interface ApplicationDirectoryContract extends StoreContract {
    private ApplicationDirectory applications() {
        return store().administration().applications();
    }

    private User insertUser() {
        User user = Samples.user(null, null, null);
        inOne(() -> store().users().insert(user));
        return user;
    }

    /** A credential that was made some seconds after now, with its end and last use. */
    private ApiCredential insert(UserId owner, int made, @Nullable Instant end, @Nullable Instant used) {
        ApiCredential credential = new ApiCredential(
                new ApiCredentialId(UUID.randomUUID()),
                owner,
                "nightly report",
                "lk_" + UUID.randomUUID().toString().replace("-", ""),
                "0".repeat(64),
                Set.of(),
                new ApiCredential.Validity(NOW.plusSeconds(made), end, used));
        inOne(() -> store().credentials().insert(credential));
        return credential;
    }

    private List<ApiCredential> find(ApplicationSearch search) {
        return credentials(reading(() -> applications().find(search, Optional.empty(), NOW, 10)));
    }

    private static List<ApiCredential> credentials(List<ApplicationRecord> found) {
        return found.stream().map(ApplicationRecord::credential).toList();
    }

    /** Reads a list one by one, each after the one before. */
    private List<ApiCredential> oneByOne(ApplicationSearch search) {
        List<ApiCredential> all = new ArrayList<>();
        Optional<Position> place = Optional.empty();
        do {
            Optional<Position> after = place;
            List<ApiCredential> page = credentials(reading(() -> applications().find(search, after, NOW, 1)));
            all.addAll(page);
            place = page.stream()
                    .findFirst()
                    .map(last -> new Position(
                            Long.toString(ApplicationDirectory.time(last, search.order())
                                    .toEpochMilli()),
                            last.id().toString()));
        } while (place.isPresent());
        return all;
    }

    @Test
    default void tells_an_application_with_its_owner_and_the_owners_deletion() {
        User owner = insertUser();
        AccountDeletion deletion = new AccountDeletion(owner.id(), UserStatus.ACTIVE, NOW, NOW.plusSeconds(60));
        inOne(() -> store().administration().deletions().insert(deletion));
        ApiCredential credential = insert(owner.id(), 0, NOW.plusMillis(1), NOW.minusMillis(1));
        ApplicationRecord known = new ApplicationRecord(credential, new UserRecord(owner, Optional.of(deletion)), true);
        assertThat(reading(() -> applications().find(credential.id(), NOW))).contains(known);
        assertThat(reading(() -> applications().find(ApplicationSearch.ALL, Optional.empty(), NOW, 10)))
                .containsExactly(known);
        assertThat(reading(() -> applications().find(credential.id(), NOW.plusMillis(1))))
                .map(ApplicationRecord::isLive)
                .contains(false);
        assertThat(reading(() -> applications().find(new ApiCredentialId(UUID.randomUUID()), NOW)))
                .isEmpty();
    }

    @Test
    default void lists_applications_of_all_accounts_newest_first_and_page_by_page() {
        ApiCredential oldest = insert(insertUser().id(), 0, null, NOW.plusSeconds(9));
        ApiCredential newest = insert(insertUser().id(), 2, NOW, null);
        ApiCredential middle = insert(oldest.userId(), 1, null, null);
        assertThat(find(ApplicationSearch.ALL)).containsExactly(newest, middle, oldest);
        assertThat(oneByOne(ApplicationSearch.ALL)).containsExactly(newest, middle, oldest);
        assertThat(find(ApplicationSearch.ALL.of(oldest.userId()))).containsExactly(middle, oldest);
        assertThat(oneByOne(ApplicationSearch.ALL.in(State.LIVE))).containsExactly(middle, oldest);
    }

    @Test
    default void finds_an_application_by_its_whole_key_alone() {
        ApiCredential credential = insert(insertUser().id(), 0, null, null);
        insert(credential.userId(), 1, null, null);
        assertThat(find(keyed(credential.key()))).containsExactly(credential);
        assertThat(find(keyed(credential.key().substring(1)))).isEmpty();
    }

    private static ApplicationSearch keyed(String key) {
        return new ApplicationSearch(Optional.empty(), Optional.empty(), Optional.of(key), Optional.empty());
    }

    @Test
    default void lists_expired_applications_by_their_end_and_page_by_page() {
        UserId owner = insertUser().id();
        ApiCredential last = insert(owner, 0, NOW, null);
        ApiCredential first = insert(owner, 1, NOW.minusSeconds(2), null);
        ApiCredential same = insert(owner, 2, NOW.minusSeconds(2), null);
        insert(owner, 3, NOW.plusMillis(1), null);
        insert(owner, 4, null, null);
        List<ApiCredential> found = find(ApplicationSearch.ALL.in(State.EXPIRED));
        assertThat(found).startsWith(last).containsExactlyInAnyOrder(last, first, same);
        assertThat(oneByOne(ApplicationSearch.ALL.in(State.EXPIRED))).isEqualTo(found);
    }

    @Test
    default void lists_unused_applications_by_how_long_they_were_left_alone_and_page_by_page() {
        UserId owner = insertUser().id();
        ApiCredential never = insert(owner, 1, null, null);
        ApiCredential used = insert(owner, 0, null, NOW.plusSeconds(2));
        ApiCredential same = insert(owner, 0, NOW, NOW.plusSeconds(2));
        insert(owner, 0, null, NOW.plusSeconds(3));
        insert(owner, 3, null, null);
        ApplicationSearch unused = ApplicationSearch.ALL.unused(NOW.plusSeconds(3));
        List<ApiCredential> found = find(unused);
        assertThat(found).startsWith(never).containsExactlyInAnyOrder(never, used, same);
        assertThat(oneByOne(unused)).isEqualTo(found);
        assertThat(oneByOne(unused.in(State.LIVE))).containsExactly(never, used);
        assertThat(find(unused.in(State.EXPIRED))).containsExactly(same);
        inOne(() -> store().credentials().markUsed(never.id(), NOW.plusSeconds(4)));
        assertThat(find(unused.in(State.LIVE))).containsExactly(used);
    }
}
