package io.latchkey.application.testkit;

import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.MessageStory;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.port.AccountDeletions;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.application.admin.port.AdminStores;
import io.latchkey.application.admin.port.ApplicationDirectory;
import io.latchkey.application.admin.port.AuditLog;
import io.latchkey.application.admin.port.BootstrapTokens;
import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.admin.port.MessageDirectory;
import io.latchkey.application.admin.port.PersonalData;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What administration needs, in memory. */
public final class InMemoryAdminStores implements AdminStores {
    private final InMemoryStore store;

    public InMemoryAdminStores(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public AuditLog auditLog() {
        return new InMemoryAuditLog(store);
    }

    @Override
    public DecisionLog decisions() {
        return new InMemoryDecisionLog(store);
    }

    @Override
    public UnitOfWork auditUnitOfWork() {
        return new InMemoryUnitOfWork(store);
    }

    @Override
    public AccountDirectory directory() {
        return new Directory();
    }

    @Override
    public ApplicationDirectory applications() {
        return new InMemoryApplicationDirectory(store, directory());
    }

    @Override
    public AccountDeletions deletions() {
        return new Deletions();
    }

    @Override
    public BootstrapTokens bootstrapTokens() {
        return new Tokens();
    }

    @Override
    public ListingRepository listings() {
        return new InMemoryListingRepository(store);
    }

    @Override
    public MessageDirectory messages() {
        return new Messages();
    }

    @Override
    public PersonalData personalData() {
        return new Personal();
    }

    private final class Messages implements MessageDirectory {
        private static final Comparator<OutboxMessage> NEWEST_FIRST = Comparator.comparing(OutboxMessage::createdAt)
                .thenComparing(message -> message.id().toString())
                .reversed();

        @Override
        public List<OutboxMessage> find(MessageSearch search, Optional<Position> after, int most) {
            return store.outbox.read().values().stream()
                    .filter(message ->
                            search.state().map(message.state()::equals).orElse(true))
                    .filter(message ->
                            search.contact().map(message.contact()::equals).orElse(true))
                    .filter(message -> search.provider()
                            .map(provider -> provider.equals(message.provider()))
                            .orElse(true))
                    .filter(message ->
                            search.from().filter(message.createdAt()::isBefore).isEmpty())
                    .filter(message ->
                            search.before().map(message.createdAt()::isBefore).orElse(true))
                    .sorted(NEWEST_FIRST)
                    .filter(message ->
                            after.map(place -> isAfter(message, place)).orElse(true))
                    .limit(most)
                    .toList();
        }

        private static boolean isAfter(OutboxMessage message, Position place) {
            int time = Long.compare(message.createdAt().toEpochMilli(), Long.parseLong(place.key()));
            return time < 0 || time == 0 && message.id().toString().compareTo(place.id()) < 0;
        }

        @Override
        public Optional<OutboxMessage> find(OutboxMessageId id) {
            return Optional.ofNullable(store.outbox.read().get(id));
        }

        @Override
        public List<MessageStory.Call> findCalls(OutboxMessageId id) {
            return store.attempts.read().values().stream()
                    .filter(row -> row.attempt().messageId().equals(id))
                    .sorted(Comparator.comparing(row -> row.attempt().startedAt()))
                    .map(Messages::call)
                    .toList();
        }

        private static MessageStory.Call call(InMemoryDeliveryAttemptRepository.Row row) {
            DeliveryAttempt attempt = row.attempt();
            DeliveryState receipt = row.receipt();
            Instant receiptAt = row.receiptAt();
            return new MessageStory.Call(
                    attempt.provider(),
                    attempt.channel().wireName(),
                    attempt.country(),
                    attempt.template(),
                    attempt.outcome().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                    null,
                    attempt.startedAt(),
                    attempt.took(),
                    receipt == null || receiptAt == null
                            ? Optional.empty()
                            : Optional.of(
                                    new MessageStory.Receipt(receipt.name().toLowerCase(Locale.ROOT), receiptAt)));
        }
    }

    private final class Directory implements AccountDirectory {
        /** Ids are sorted as the database sorts them: byte by byte. */
        private static final Comparator<Hit> BY_LOGIN = Comparator.<Hit, String>comparing(
                        hit -> hit.position().key())
                .thenComparing(hit -> hit.position().id());

        private static final Comparator<Hit> BY_TIME = Comparator.<Hit, Long>comparing(
                        hit -> Long.valueOf(hit.position().key()))
                .thenComparing(hit -> hit.position().id())
                .reversed();

        @Override
        public List<Hit> find(UserSearch search, Optional<Position> after, int most) {
            Comparator<Hit> order = search.login().isPresent() ? BY_LOGIN : BY_TIME;
            return store.users.read().values().stream()
                    .filter(user -> search.status()
                            .filter(status -> status != user.status())
                            .isEmpty())
                    .filter(user -> search.createdFrom()
                            .filter(user.createdAt()::isBefore)
                            .isEmpty())
                    .filter(user -> search.createdBefore()
                            .filter(before -> !user.createdAt().isBefore(before))
                            .isEmpty())
                    .flatMap(user -> key(user, search).stream()
                            .map(key -> new Hit(
                                    record(user), new Position(key, user.id().toString()))))
                    .sorted(order)
                    .filter(hit -> after.filter(place -> order.compare(hit, new Hit(hit.account(), place)) <= 0)
                            .isEmpty())
                    .limit(most)
                    .toList();
        }

        private UserRecord record(User user) {
            return new UserRecord(
                    user, Optional.ofNullable(store.deletions.read().get(user.id())));
        }

        /** What the account is sorted by; empty when it is not looked for. */
        private Optional<String> key(User user, UserSearch search) {
            if (search.login().isEmpty()) {
                return Optional.of(Long.toString(user.createdAt().toEpochMilli()));
            }
            UserSearch.Login login = search.login().get();
            return logins(user)
                    .filter(key -> login.isWhole() ? key.equals(login.text()) : key.startsWith(login.text()))
                    .findFirst();
        }

        private static Stream<String> logins(User user) {
            return Stream.concat(
                    Optional.ofNullable(user.username()).map(name -> name.key()).stream(),
                    Stream.concat(
                            user.verifiedContacts().stream().map(Contact::key),
                            user.contacts().all().stream().map(Contact::key)));
        }

        @Override
        public Optional<UserRecord> find(UserId id) {
            return Optional.ofNullable(store.users.read().get(id)).map(this::record);
        }

        @Override
        public int countActive(String role) {
            return lockActive(role).size();
        }

        @Override
        public Set<UserId> lockActive(String role) {
            return store.users.read().values().stream()
                    .filter(user -> user.isActive() && user.roles().contains(role))
                    .map(User::id)
                    .collect(Collectors.toSet());
        }
    }

    private final class Deletions implements AccountDeletions {
        @Override
        public void insert(AccountDeletion deletion) {
            store.deletions.write().put(deletion.user(), deletion);
        }

        @Override
        public boolean remove(UserId user) {
            return store.deletions.write().remove(user) != null;
        }

        @Override
        public List<UserId> findDue(Instant now, int most) {
            return store.deletions.read().values().stream()
                    .filter(deletion -> !deletion.dueAt().isAfter(now))
                    .sorted(Comparator.comparing(AccountDeletion::dueAt))
                    .limit(most)
                    .map(AccountDeletion::user)
                    .toList();
        }
    }

    private final class Tokens implements BootstrapTokens {
        @Override
        public void replace(String digest, Instant expiresAt) {
            store.bootstrapTokens.write().clear();
            store.bootstrapTokens.write().put(digest, expiresAt);
        }

        @Override
        public boolean take(String digest, Instant now) {
            Instant end = store.bootstrapTokens.read().get(digest);
            if (end == null || !end.isAfter(now)) {
                return false;
            }
            store.bootstrapTokens.write().remove(digest);
            return true;
        }
    }

    private final class Personal implements PersonalData {
        private static boolean isAbout(Decision decision, User user, Collection<UUID> subjects) {
            return decision.whom()
                    .user()
                    .map(user.id().value()::equals)
                    .orElseGet(() ->
                            decision.whom().subject().filter(subjects::contains).isPresent());
        }

        @Override
        public PersonalRecords read(User user, Collection<UUID> subjects) {
            return new PersonalRecords(Map.of(
                    "account",
                    store.users.read().containsKey(user.id())
                            ? List.of(Map.of("id", user.id().value()))
                            : List.of(),
                    "sessions",
                    store.sessions.read().values().stream()
                            .filter(session -> session.userId().equals(user.id()))
                            .map(session ->
                                    Map.<String, Object>of("id", session.id().value()))
                            .toList(),
                    "decisions",
                    store.decisions.read().values().stream()
                            .filter(decision -> isAbout(decision, user, subjects))
                            .map(decision -> Map.<String, Object>of("id", decision.id()))
                            .toList()));
        }

        @Override
        public void erase(User user, Collection<UUID> subjects) {
            store.decisions.write().values().removeIf(decision -> isAbout(decision, user, subjects));
            Set<Object> messages = InMemoryUserRepository.messagesOf(store, user).stream()
                    .map(OutboxMessage::id)
                    .collect(Collectors.toSet());
            store.attempts
                    .write()
                    .values()
                    .removeIf(row -> messages.contains(row.attempt().message().id()));
        }
    }
}
