package io.latchkey.application.admin.service;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.ListingFilter;
import io.latchkey.application.admin.ManageListingsUseCase;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.listing.ListingSearch;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.listing.port.ListingRepository.Place;
import io.latchkey.application.listing.service.CurrentListings;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.listing.Listing;
import io.latchkey.domain.listing.Target;
import io.latchkey.domain.listing.Target.Kind;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Keeps the listings. This node counts a change at once, the others within a second. */
public final class ManageListingsService implements ManageListingsUseCase {
    private static final System.Logger LOG = System.getLogger(ManageListingsService.class.getName());
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final AdminGate gate;
    private final ListingRepository repository;
    private final CurrentListings current;
    private final UserRepository users;
    private final Core core;

    ManageListingsService(
            AdminGate gate, ListingRepository repository, CurrentListings current, UserRepository users, Core core) {
        this.gate = gate;
        this.repository = repository;
        this.current = current;
        this.users = users;
        this.core = core;
    }

    @Override
    public Administered<Page<Listing>> find(Act act, ListingFilter filter, Optional<Position> after, int most) {
        ListingSearch search = new ListingSearch(filter.effect(), filter.kind(), names(filter));
        Optional<Place> place = after.map(position ->
                new Place(Instant.ofEpochMilli(Long.parseLong(position.key())), UUID.fromString(position.id())));
        return gate.pass(act, AdminDeed.FIND_LISTINGS, gate.about(filter.contact()), () -> {
            Instant now = core.clock().instant();
            List<Listing> found = core.unitOfWork().read(() -> repository.find(search, place, now, most + 1));
            return new Administered.Done<>(Page.of(
                    found,
                    most,
                    listing -> new Position(
                            Long.toString(listing.madeAt().toEpochMilli()),
                            listing.id().toString())));
        });
    }

    private Optional<Map<Kind, String>> names(ListingFilter filter) {
        if (filter.contact().isEmpty() && filter.address().isEmpty()) {
            return Optional.empty();
        }
        Map<Kind, String> names = new HashMap<>();
        filter.contact().ifPresent(contact -> names.putAll(current.names.of(contact)));
        filter.address().ifPresent(address -> {
            Map<Kind, String> found = current.names.ofAddress(address);
            if (found.isEmpty()) {
                throw new InvalidValueException("address", "must be an address or a block such as 192.0.2.0/24");
            }
            names.putAll(found);
        });
        return Optional.of(names);
    }

    @Override
    public Administered<Listing> add(Act act, NewListing wanted) {
        Instant now = core.clock().instant();
        Target target = target(wanted);
        if (!wanted.endsAt().isAfter(now) || wanted.endsAt().isAfter(now.plus(LONGEST))) {
            throw new InvalidValueException("endsAt", "must be in the future, and in ten years at most");
        }
        UUID id = core.ids().next();
        return gate.pass(act, AdminDeed.ADD_LISTING, about(id, target, wanted), () -> {
            if (isOutOfReach(act, target.kind()) || isOfAdministration(act, wanted)) {
                return new Administered.Denied<>(Denial.NO_ROLE);
            }
            if (wanted.effect() == Listing.Effect.BLOCK && isOfActor(act, target)) {
                throw new InvalidValueException("target", "must hold no address or contact of your own");
            }
            Listing listing = new Listing(
                    id,
                    wanted.effect(),
                    target,
                    act.reason().map(Reason::text).orElse(""),
                    act.actor().name(),
                    now,
                    wanted.endsAt());
            return new Administered.Done<>(core.unitOfWork().execute(() -> put(listing)));
        });
    }

    private Target target(NewListing wanted) {
        return wanted.contact().map(current.names::target).orElseGet(() -> switch (wanted.kind()) {
            case CONTACT -> throw new IllegalArgumentException("a contact is parsed where it is typed");
            case PREFIX -> Target.prefix(wanted.typed());
            case DOMAIN -> Target.domain(wanted.typed());
            case NETWORK -> current.names.network(wanted.typed());
        });
    }

    private Map<AuditTrail.Detail, String> about(UUID id, Target target, NewListing wanted) {
        return Map.of(
                AuditTrail.Detail.LISTING,
                id.toString(),
                AuditTrail.Detail.EFFECT,
                wanted.effect().wireName(),
                wanted.contact().isPresent() ? AuditTrail.Detail.CONTACT : AuditTrail.Detail.TARGET,
                wanted.contact().map(core.subjects()::of).orElse(target.shown()));
    }

    private static boolean isOutOfReach(Act act, Kind kind) {
        return kind != Kind.CONTACT && !AdminGate.isAdministrator(act);
    }

    /** Whether somebody who is no administrator would block the contact of an account that administers, which shuts it out. */
    private boolean isOfAdministration(Act act, NewListing wanted) {
        return wanted.effect() == Listing.Effect.BLOCK
                && wanted.contact()
                        .flatMap(contact ->
                                core.unitOfWork().read(() -> users.findByLogin(new LoginName.ByContact(contact))))
                        .filter(holder -> AdminGate.isOutOfReach(act, holder))
                        .isPresent();
    }

    /** Whoever blocks the own address or contact could not lift that. A prefix or a domain is theirs to weigh. */
    private boolean isOfActor(Act act, Target target) {
        Stream<Map<Kind, String>> own = target.kind() == Kind.CONTACT
                ? AdminGate.contactsOf(act).map(current.names::of)
                : Stream.of(current.names.ofAddress(act.actor().origin().address()));
        return own.map(names -> Optional.ofNullable(names.get(target.kind())))
                .flatMap(Optional::stream)
                .anyMatch(target::covers);
    }

    private Listing put(Listing listing) {
        repository.beginChange();
        repository
                .find(listing.effect(), listing.target())
                .ifPresentOrElse(before -> repository.remove(before.id()), () -> {
                    if (repository.count() >= CurrentListings.MOST) {
                        throw new InvalidValueException(
                                "target", "must wait: there are " + CurrentListings.MOST + " listings already");
                    }
                });
        repository.insert(listing);
        core.unitOfWork().afterCommit(this::countNow);
        return listing;
    }

    /** What fails here is made up for within a second; the change is committed and must be recorded. */
    private void countNow() {
        try {
            current.refresh();
        } catch (StoreUnavailableException later) {
            LOG.log(Level.DEBUG, "Changed listings are read later", later);
        }
    }

    @Override
    public Administered<Listing> lift(Act act, UUID id) {
        return gate.pass(
                act,
                AdminDeed.LIFT_LISTING,
                Map.of(AuditTrail.Detail.LISTING, id.toString()),
                () -> core.unitOfWork()
                        .execute(() -> repository
                                .find(id)
                                .<Administered<Listing>>map(listing -> lift(act, listing))
                                .orElseGet(Administered.Missing::new)));
    }

    private Administered<Listing> lift(Act act, Listing listing) {
        if (isOutOfReach(act, listing.target().kind())) {
            return new Administered.Denied<>(Denial.NO_ROLE);
        }
        repository.beginChange();
        if (repository.find(listing.id()).isEmpty()) {
            return new Administered.Missing<>();
        }
        repository.remove(listing.id());
        core.unitOfWork().afterCommit(this::countNow);
        return new Administered.Done<>(listing);
    }
}
