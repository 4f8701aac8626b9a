package io.latchkey.application;

import io.latchkey.application.account.service.AccountUseCases;
import io.latchkey.application.admin.port.PersonalData;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.application.admin.service.DecisionKeeper;
import io.latchkey.application.admin.service.LastAdministrator;
import io.latchkey.application.admin.service.RecordsOfPeople;
import io.latchkey.application.delivery.service.DeliveryUseCases;
import io.latchkey.application.delivery.service.FollowUps;
import io.latchkey.application.delivery.service.HandedMessages;
import io.latchkey.application.delivery.service.OutboxMessages;
import io.latchkey.application.delivery.service.ProviderCodes;
import io.latchkey.application.delivery.service.Suppressions;
import io.latchkey.application.entry.service.EntryUseCases;
import io.latchkey.application.guard.service.GuardUseCases;
import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.application.maintenance.RetentionPolicy;
import io.latchkey.application.maintenance.service.CountFunnelService;
import io.latchkey.application.maintenance.service.OneNode;
import io.latchkey.application.maintenance.service.PurgeService;
import io.latchkey.application.maintenance.service.PurgeService.Purge;
import io.latchkey.application.otp.SendingRule;
import io.latchkey.application.otp.service.BlockedContacts;
import io.latchkey.application.otp.service.OtpUseCases;
import io.latchkey.application.retrylock.service.AccountRetryLock;
import io.latchkey.application.session.service.SessionUseCases;
import io.latchkey.application.shared.Chore;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.application.shared.service.SettledTrail;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.service.KnownDevices;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.application.user.service.TwoFactors;
import io.latchkey.application.user.service.UserParts;
import io.latchkey.domain.user.GuessPolicy;
import io.latchkey.domain.user.User;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole application, composed of its features in their order: each is made of those above it. Whoever needs a use case finds it
 * at its feature, or by its port.
 */
public final class UseCases {
    /** What clocks of nodes may differ by. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    /** A node that asks providers about messages is replaced after this time. */
    private static final Duration FOLLOWING = Duration.ofSeconds(60);

    /** More than the longest window of the delivery funnel. */
    private static final Duration COUNTS_KEPT = Duration.ofHours(26);

    /** Long enough for every node to learn that a suppression was lifted, and for providers to repeat what they told before. */
    private static final Duration LIFTED_KEPT = Duration.ofDays(7);

    public final DecisionDesk decisions;
    public final CurrentListings listings;
    public final OtpUseCases otp;
    public final SessionUseCases session;
    public final AccountUseCases account;
    public final GuardUseCases guard;
    public final EntryUseCases entry;
    public final DeliveryUseCases delivery;
    public final AdminUseCases admin;
    public final Chore purge;
    public final Chore countFunnel;
    public final Chore followUp;
    public final Chore settleLimits;
    public final Chore keepDecisions;
    public final Chore endCodes;

    public UseCases(Stores stores, Platform platform, DeliveryUseCases.Ports sending, Policies policies) {
        decisions = new DecisionDesk(platform.digester(), platform.ids(), platform.clock());
        Core core = new Core(
                stores.unitOfWork(),
                platform.ids(),
                platform.digester(),
                decisions.heard(new SettledTrail(platform.audit(), stores.unitOfWork())),
                decisions,
                platform.clock());
        DecisionKeeper keeper = new DecisionKeeper(
                decisions,
                stores.administration().decisions(),
                stores.administration().auditUnitOfWork(),
                platform.clock());
        PersonalData people = new RecordsOfPeople(
                stores.administration().personalData(), stores.unitOfWork(), decisions, keeper, platform::awaitAudit);
        HandedMessages handed =
                new HandedMessages(sending.trigger(), policies.retry().claim());
        OutboxMessages messages = DeliveryUseCases.messages(core, stores.outbox(), handed, sending);
        Suppressions suppressions = new Suppressions(stores.suppressions(), core);
        ProviderCodes codeOwners = DeliveryUseCases.codeOwners(core, sending);
        listings = new CurrentListings(stores.administration().listings(), platform.addresses(), core);
        Throttles throttles = new Throttles(stores.throttles(), listings, core);
        settleLimits = Chore.quick(Duration.ofSeconds(1), "Calls could not be counted", throttles::settle);
        Tickets tickets = new Tickets(stores.tickets(), core.digester(), core.ids(), core.clock());
        GuessPolicy guesses = new GuessPolicy(policies.lockout(), policies.strangers());
        UserParts users = UserParts.of(
                core,
                stores.users(),
                stores.apiCredentials(),
                platform.hasher(),
                policies.passwords(),
                policies.credentials(),
                platform.commonPasswords(),
                new OwnerNotices(messages, policies.notices(), throttles),
                new KnownDevices(
                        platform.deviceTokens(),
                        stores.signInFailures(),
                        new LoginKeys(core.digester()),
                        guesses,
                        core.ids(),
                        core.clock()));
        TwoFactors twoFactors = new TwoFactors(
                policies.secondFactorRequired(),
                policies.soleContactResets(),
                platform.secondFactors().stream()
                        .<Predicate<User>>map(method -> method::isChosenBy)
                        .toList());
        guard = new GuardUseCases(core, stores.blocks());
        otp = new OtpUseCases(
                core,
                throttles,
                tickets,
                users,
                new OtpUseCases.Ports(
                        stores.challenges(),
                        stores.signInFailures(),
                        messages,
                        DeliveryUseCases.probes(core, stores.outbox(), suppressions, policies.probes()),
                        codeOwners,
                        platform.secrets(),
                        platform.proofs()),
                new OtpUseCases.Policies(
                        policies.otp(),
                        guesses,
                        policies.throttles(),
                        policies.testNumbers(),
                        policies.perTestNumber(),
                        policies.guardedCodesPerAddress(),
                        twoFactors),
                new OtpUseCases.Rules(sendingRules(policies), guard.guard));
        session = new SessionUseCases(
                core,
                throttles,
                users,
                otp,
                new SessionUseCases.Ports(
                        stores.sessions(),
                        stores.signInFailures(),
                        stores.apiCredentials(),
                        platform.accessTokens(),
                        platform.accessTokenVerifier(),
                        platform.deviceTokens(),
                        platform.secrets()),
                new SessionUseCases.Policies(
                        policies.sessions(),
                        guesses,
                        policies.throttles(),
                        policies.secondFactorRequired(),
                        twoFactors,
                        policies.emailIsFactor()),
                new SessionUseCases.Additions(
                        platform.secondFactors(),
                        List.of(AccountRetryLock.rules(core, stores.retryLocks(), policies.retryLockSignIn()))));
        account = new AccountUseCases(
                core,
                throttles,
                tickets,
                users,
                otp,
                new AccountUseCases.Ports(
                        stores.challenges(),
                        stores.sessions(),
                        stores.apiCredentials(),
                        stores.signInFailures(),
                        stores.retryLocks(),
                        stores.profileImages(),
                        platform.images(),
                        people,
                        stores.administration().listings()),
                new AccountUseCases.Policies(
                        session.stepUp,
                        twoFactors,
                        policies.throttles(),
                        policies.guesses(),
                        policies.tellsContacts(),
                        policies.changeEndsCredentials(),
                        new LastAdministrator(stores.administration().directory())));
        entry = new EntryUseCases(core, throttles, users, otp, session, policies.throttles());
        delivery = new DeliveryUseCases(
                core,
                otp,
                new DeliveryUseCases.Before(codeOwners, handed, suppressions),
                new DeliveryUseCases.Repositories(
                        stores.outbox(), stores.attempts(), stores.receiptNonces(), stores.challenges()),
                sending,
                new DeliveryUseCases.Policies(
                        policies.retry(),
                        policies.health(),
                        policies.mostCallsToOneProvider(),
                        policies.handsConcealedCodesOver()));
        countFunnel = new Chore(
                "funnel",
                Duration.ofMinutes(1),
                "The delivery funnel could not be counted ahead",
                new CountFunnelService(stores.attempts(), stores.leases(), sending.pause(), core)::count);
        OneNode follower = new OneNode("follow up messages", FOLLOWING, stores.leases(), core);
        followUp = new Chore(
                "follow-up",
                FollowUps.PAUSE,
                "Providers could not be asked or told about messages",
                () -> delivery.followUps.isIdle() ? 0 : follower.run(delivery.followUps::run));
        OneNode ender = new OneNode("end handed codes", FOLLOWING, stores.leases(), core);
        endCodes = new Chore(
                "handed codes",
                FollowUps.PAUSE,
                "Providers could not be told of codes that are over",
                () -> otp.endHanded.isIdle() ? 0 : ender.run(otp.endHanded::run));
        admin = new AdminUseCases(
                core,
                users,
                account,
                listings,
                new AdminUseCases.Ports(
                        stores.administration(),
                        suppressions,
                        delivery.reach,
                        otp.resetCodes,
                        delivery.readFunnel,
                        platform.signingKeys(),
                        platform.settings(),
                        platform.auditSeals(),
                        platform.auditWitness(),
                        people,
                        keeper),
                policies.administration());
        platform.keepAuditBy(admin.keepAudit::keep);
        keepDecisions = new Chore("decisions", Duration.ofMillis(500), "Decisions could not be kept", keeper::keep);
        PurgeService tables = new PurgeService(
                purges(stores, admin, policies.retention()),
                List.of(
                        now -> stores.signInFailures().capWaits(now, guesses.longestWait()),
                        now -> stores.outbox().capWaits(now, policies.retry().claim()),
                        now -> stores.blocks().beginNow(now.plus(CLOCKS_DIFFER), now)),
                stores.leases(),
                sending.pause(),
                core);
        purge = new Chore("purge", Duration.ofMinutes(5), "Old rows could not be purged", tables::purge);
    }

    /** All that a node does by itself. */
    public List<Chore> chores() {
        return List.of(
                settleLimits,
                listings.refresh,
                delivery.retryReceipts,
                delivery.refreshHealth,
                delivery.refreshSuppressions,
                guard.refreshBlocks,
                purge,
                countFunnel,
                followUp,
                keepDecisions,
                endCodes);
    }

    /** Rules of sending that no other feature is made of; one of the operator's own costs a line here. */
    private List<SendingRule> sendingRules(Policies policies) {
        return Stream.concat(Stream.of(new BlockedContacts(listings), guard.guard), policies.sendingRules().stream())
                .toList();
    }

    private static List<Purge> purges(Stores stores, AdminUseCases admin, RetentionPolicy retention) {
        return List.of(
                new Purge("challenges", stores.challenges()::purge, retention.challenges()),
                new Purge("messages", stores.outbox()::purge, retention.messages()),
                new Purge("attempts", stores.attempts()::purge, retention.messages()),
                new Purge("counts of messages", stores.attempts()::purgeCounts, COUNTS_KEPT),
                new Purge("sessions", stores.sessions()::purge, retention.sessions()),
                new Purge("credentials", stores.apiCredentials()::purge, retention.credentials()),
                new Purge("pending accounts", stores.users()::purgePending, retention.pendingAccounts()),
                new Purge("sign-in failures", stores.signInFailures()::purge, retention.signInFailures()),
                new Purge("retry locks", stores.retryLocks()::purge, retention.signInFailures()),
                new Purge("tickets", stores.tickets()::purge, Duration.ZERO),
                new Purge("throttles", stores.throttles()::purge, Duration.ZERO),
                new Purge("lifted suppressions", stores.suppressions()::purge, LIFTED_KEPT),
                new Purge("nonces of receipts", stores.receiptNonces()::purge, CLOCKS_DIFFER),
                new Purge("blocks", stores.blocks()::purge, Duration.ZERO),
                new Purge("listings", stores.administration().listings()::purge, Duration.ZERO),
                new Purge("deleted accounts", (before, most) -> admin.userStanding.deleteDue(most), Duration.ZERO),
                new Purge("decisions", admin.keepDecisions::purge, retention.decisions()),
                new Purge("audit entries", (before, most) -> admin.keepAudit.purge(most), Duration.ZERO));
    }

    /** The ports of all use cases. */
    public static List<Class<?>> ports() {
        return Stream.concat(
                        Stream.of(UseCases.class),
                        Arrays.stream(UseCases.class.getFields()).map(Field::getType))
                .flatMap(composition -> Arrays.stream(composition.getFields()))
                .<Class<?>>map(Field::getType)
                .filter(UseCases::isPort)
                .toList();
    }

    /** Every use case, by its port. */
    public Map<Class<?>, Object> byPort() {
        Stream<Object> compositions = Stream.concat(
                Stream.of(this), Arrays.stream(UseCases.class.getFields()).map(field -> get(field, this)));
        return compositions
                .flatMap(composition -> Arrays.stream(composition.getClass().getFields())
                        .filter(field -> isPort(field.getType()))
                        .map(field -> Map.<Class<?>, Object>entry(field.getType(), get(field, composition))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static boolean isPort(Class<?> type) {
        return type.isInterface() && type.getSimpleName().endsWith("UseCase");
    }

    private static Object get(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException unreadable) {
            throw new IllegalStateException("the fields of a composition are public", unreadable);
        }
    }
}
