package io.latchkey.application.admin.service;

import io.latchkey.application.account.service.OpenedAccess;
import io.latchkey.application.account.service.PersonSubjects;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.HelpUsersUseCase;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.PersonalRecords;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.port.PersonalData;
import io.latchkey.application.delivery.service.Suppressions;
import io.latchkey.application.session.port.SessionRepository.Place;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.ApiCredential;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Shows and ends sessions and API credentials, lifts locks and suppressions, starts resets and reads all that is held about somebody.
 */
public final class HelpUsersService implements HelpUsersUseCase {
    private final AdminGate gate;
    private final ManagedAccounts accounts;
    private final OpenedAccess access;
    private final ResetSender resets;
    private final Suppressions suppressions;
    private final PersonalData personalData;
    private final Core core;

    HelpUsersService(
            AdminGate gate,
            ManagedAccounts accounts,
            OpenedAccess access,
            ResetSender resets,
            Suppressions suppressions,
            PersonalData personalData,
            Core core) {
        this.gate = gate;
        this.accounts = accounts;
        this.suppressions = suppressions;
        this.access = access;
        this.resets = resets;
        this.personalData = personalData;
        this.core = core;
    }

    @Override
    public Administered<UserRecord> signOut(Act act, UserId id) {
        return accounts.change(act, AdminDeed.SIGN_OUT_USER, id, found -> {
            access.end(found.user(), Optional.empty(), core.clock().instant());
            return accounts.done(id);
        });
    }

    @Override
    public Administered<UserRecord> unlock(Act act, UserId id) {
        return accounts.change(act, AdminDeed.UNLOCK_USER, id, found -> {
            access.liftLocks(found.user());
            return accounts.done(id);
        });
    }

    @Override
    public Administered<UserRecord> startReset(Act act, UserId id) {
        return accounts.change(act, AdminDeed.RESET_USER, id, found -> resets.send(act, found));
    }

    @Override
    public Administered<UserRecord> invite(Act act, UserId id) {
        return accounts.change(act, AdminDeed.INVITE_USER, id, found -> resets.send(act, found));
    }

    @Override
    public Administered<Page<Session>> findSessions(Act act, UserId id, Optional<Position> after, int most) {
        Optional<Place> place = after.map(position -> new Place(
                Instant.ofEpochMilli(Long.parseLong(position.key())), new SessionId(UUID.fromString(position.id()))));
        return accounts.read(
                act,
                AdminDeed.FIND_SESSIONS,
                id,
                found -> Page.of(
                        access.sessions(id, place, core.clock().instant(), most + 1),
                        most,
                        session -> new Position(
                                Long.toString(session.createdAt().toEpochMilli()),
                                session.id().toString())));
    }

    @Override
    public Administered<UserRecord> endSession(Act act, UserId id, SessionId session) {
        return accounts.change(
                act,
                AdminDeed.END_SESSION,
                id,
                found -> access.endSession(id, session, core.clock().instant())
                        ? accounts.done(id)
                        : new Administered.Missing<>());
    }

    @Override
    public Administered<List<ApiCredential>> findCredentials(Act act, UserId id) {
        return accounts.read(act, AdminDeed.FIND_CREDENTIALS, id, found -> access.credentials(id));
    }

    @Override
    public Administered<UserRecord> revokeCredential(Act act, UserId id, ApiCredentialId credential) {
        return accounts.change(
                act,
                AdminDeed.REVOKE_CREDENTIAL,
                id,
                found -> access.revokeCredential(found.user(), credential)
                        ? accounts.done(id)
                        : new Administered.Missing<>());
    }

    @Override
    public Administered<PersonalRecords> export(Act act, UserId id) {
        return accounts.read(
                act,
                AdminDeed.EXPORT_USER,
                id,
                personalData::storeWaiting,
                found -> personalData
                        .read(found.user(), PersonSubjects.of(found.user(), core.subjects()))
                        .with("suppressions", suppressed(found.user().contacts().all())));
    }

    private List<Map<String, Object>> suppressed(List<Contact> contacts) {
        return contacts.stream()
                .flatMap(contact -> suppressions.of(contact).stream())
                .map(suppression -> Map.<String, Object>of(
                        "channel", suppression.channel().name(),
                        "cause", suppression.cause().name(),
                        "provider", suppression.provider(),
                        "reason", suppression.reason(),
                        "since", suppression.since()))
                .toList();
    }

    @Override
    public Administered<List<Suppression>> readSuppressions(Act act, Contact contact) {
        return pass(
                act,
                AdminDeed.READ_SUPPRESSIONS,
                contact,
                () -> core.unitOfWork().read(() -> suppressions.of(contact)));
    }

    @Override
    public Administered<List<Suppression>> liftSuppressions(Act act, Contact contact) {
        return pass(
                act,
                AdminDeed.LIFT_SUPPRESSIONS,
                contact,
                () -> core.unitOfWork().execute(() -> suppressions.lift(contact)));
    }

    private <T> Administered<T> pass(Act act, AdminDeed deed, Contact contact, Supplier<T> work) {
        return gate.pass(
                act,
                deed,
                Map.of(AuditTrail.Detail.CONTACT, core.subjects().of(contact)),
                () -> new Administered.Done<>(work.get()));
    }
}
