package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.domain.user.UserStatus;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AdministrationOnMariaDbIT extends AdministrationTests {
    private static final int PEOPLE = 100_000;
    private static final long BEGIN = 1_700_000_000_000L;
    private static final int PAGE = 50;
    private static final int TIMES = 200;

    @Override
    DatabaseSettings database() {
        return MariaDbServer.get().newDatabase();
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Rows that the server has read for anybody since its start, by whatever way. */
    private long rowsRead() {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                ResultSet counters =
                        connection.createStatement().executeQuery("SHOW GLOBAL STATUS LIKE 'Handler_read_%'")) {
            long sum = 0;
            while (counters.next()) {
                sum += counters.getLong(2);
            }
            return sum;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private List<AccountDirectory.Hit> find(UserSearch search, Optional<Position> after) {
        return assembled
                .database
                .unitOfWork()
                .read(() -> assembled.database.administration().directory().find(search, after, PAGE + 1));
    }

    private static UserSearch search(UserStatus status, long from, long before) {
        return new UserSearch(
                Optional.empty(),
                Optional.of(status),
                Optional.of(Instant.ofEpochMilli(BEGIN + from)),
                Optional.of(Instant.ofEpochMilli(BEGIN + before)));
    }

    /** A full scan reads a hundred thousand rows; a page along an index reads little more than it shows. */
    @Test
    void pages_among_a_hundred_thousand_people_read_little_more_than_they_show() {
        execute("""
                INSERT INTO users (id, created_at, updated_at, username, username_key, name, locale, email, email_verified,
                                   email_key, email_claim, phone, phone_verified, phone_key, second_factor, status, roles, version)
                SELECT UNHEX(MD5(seq)), %1$d + seq, %1$d + seq, CONCAT('person-', seq), CONCAT('person-', seq), 'Somebody', 'en',
                       CONCAT('mail', seq, '@example.org'), seq %% 2, IF(seq %% 2, CONCAT('mail', seq, '@example.org'), NULL),
                       IF(seq %% 2, NULL, CONCAT('mail', seq, '@example.org')), CONCAT('+49151', 10000000 + seq), TRUE,
                       CONCAT('+49151', 10000000 + seq), 'NONE', IF(seq %% 10 = 0, 'DISABLED', 'ACTIVE'),
                       IF(seq %% 10000 = 1, 'admin,user', 'user'), 0
                  FROM seq_1_to_%2$d
                """.formatted(BEGIN, PEOPLE));
        execute("ANALYZE TABLE users");
        Map<String, UserSearch> searches = new LinkedHashMap<>();
        searches.put("everybody", UserSearch.ALL);
        searches.put("disabled", search(UserStatus.DISABLED, 0, PEOPLE));
        searches.put("active of a time", search(UserStatus.ACTIVE, 40_000, 60_000));
        searches.put("whole e-mail address", UserSearch.ALL.with(new UserSearch.Login("mail77@example.org", true)));
        searches.put("beginning of all usernames", UserSearch.ALL.with(UserSearch.Login.beginning("person-")));
        searches.put("beginning of all addresses", UserSearch.ALL.with(UserSearch.Login.beginning("mail")));
        searches.put("beginning of all numbers", UserSearch.ALL.with(UserSearch.Login.beginning("+49151")));
        searches.put("beginning of nobody", UserSearch.ALL.with(UserSearch.Login.beginning("zzz")));
        searches.forEach((name, search) -> {
            List<AccountDirectory.Hit> first = find(search, Optional.empty());
            Optional<Position> middle =
                    first.size() > PAGE ? Optional.of(first.get(PAGE / 2).position()) : Optional.empty();
            long before = rowsRead();
            assertThat(find(search, middle)).hasSizeLessThanOrEqualTo(PAGE + 1);
            assertThat(rowsRead() - before).as(name).isLessThan(2_000);
            long[] nanos = new long[TIMES];
            for (int time = 0; time < TIMES; time++) {
                long begin = System.nanoTime();
                find(search, middle);
                nanos[time] = System.nanoTime() - begin;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "administration: %s, %d people: median %.1f ms, p99 %.1f ms%n",
                    name, PEOPLE, nanos[TIMES / 2] / 1e6, nanos[TIMES * 99 / 100] / 1e6);
            assertThat(nanos[TIMES / 2]).as(name).isLessThan(50_000_000L);
        });
        long before = rowsRead();
        assertThat(assembled
                        .database
                        .unitOfWork()
                        .<Integer>read(() ->
                                assembled.database.administration().directory().countActive("admin", Optional.empty())))
                .isEqualTo(PEOPLE / 10_000);
        assertThat(rowsRead() - before).as("administrators").isLessThan(200);
        assertThat(find(UserSearch.ALL, Optional.of(new Position("0", new UUID(0, 0).toString()))))
                .isEmpty();
    }
}
