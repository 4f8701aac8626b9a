package io.latchkey.application.admin.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.Obstacle;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.admin.AdminPolicy;
import io.latchkey.domain.admin.AdminRole;
import io.latchkey.domain.admin.Reason;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Lets through who may do a deed of administration, and records every deed and every refusal. */
final class AdminGate {
    private final AdminPolicy policy;
    private final AuditTrail audit;
    private final AuditSubjects subjects;
    private final Clock clock;

    AdminGate(AdminPolicy policy, AuditTrail audit, AuditSubjects subjects, Clock clock) {
        this.policy = policy;
        this.audit = audit;
        this.subjects = subjects;
        this.clock = clock;
    }

    /** What a record tells of a deed that is about a contact. */
    Map<AuditTrail.Detail, String> about(Optional<Contact> contact) {
        return contact.map(known -> Map.of(AuditTrail.Detail.CONTACT, subjects.of(known)))
                .orElseGet(Map::of);
    }

    /**
     * Does a deed if its actor may do it. It is recorded once it is committed.
     *
     * @param subject id of the account that it is about; empty for none or for many
     */
    <T> Administered<T> pass(Act act, AdminDeed deed, Optional<String> subject, Supplier<Administered<T>> work) {
        return pass(
                act, deed, subject.map(id -> Map.of(AuditTrail.Detail.USER, id)).orElseGet(Map::of), work);
    }

    /**
     * Does a deed if its actor may do it. It is recorded once it is committed.
     *
     * @param about what the record tells of what the deed is about; the work may add to it
     */
    <T> Administered<T> pass(
            Act act, AdminDeed deed, Map<AuditTrail.Detail, String> about, Supplier<Administered<T>> work) {
        Optional<Denial> denial = refuse(act, deed);
        Administered<T> outcome =
                denial.<Administered<T>>map(Administered.Denied::new).orElseGet(work);
        outcome.answer(new Recording<>(act, deed, about));
        return outcome;
    }

    private Optional<Denial> refuse(Act act, AdminDeed deed) {
        return act.actor().fold(person -> refuse(person, act, deed), commandLine -> refuseWithoutReason(act, deed));
    }

    private Optional<Denial> refuse(Actor.Person person, Act act, AdminDeed deed) {
        if (!deed.isAllowed(person.caller().roles())) {
            return Optional.of(Denial.NO_ROLE);
        }
        if (policy.secondFactorRequired()
                && person.caller().session().filter(Session::hasTwoSteps).isEmpty()) {
            return Optional.of(Denial.ONE_FACTOR);
        }
        if (deed.risk() == AdminDeed.Risk.DANGEROUS
                && !person.caller().signedInRecently(policy.recentSignIn(), clock.instant())) {
            return Optional.of(Denial.SIGN_IN_TOO_OLD);
        }
        return refuseWithoutReason(act, deed);
    }

    private static Optional<Denial> refuseWithoutReason(Act act, AdminDeed deed) {
        return deed.risk() == AdminDeed.Risk.DANGEROUS && act.reason().isEmpty()
                ? Optional.of(Denial.NO_REASON)
                : Optional.empty();
    }

    /** Whether the account is out of the actor's reach: only administrators act on those who administer. */
    static boolean isOutOfReach(Act act, User user) {
        return AdminRole.isIn(user.roles()) && !isAdministrator(act);
    }

    /** Whether the actor helps people, and so may see how they are reached. */
    static boolean isHelper(Act act) {
        return isAdministrator(act)
                || act.actor()
                        .<Boolean>fold(
                                person -> person.caller().roles().contains(AdminRole.SUPPORT.wireName()),
                                commandLine -> true);
    }

    /** Whether the actor may do everything. */
    static boolean isAdministrator(Act act) {
        return act.actor()
                .<Boolean>fold(
                        person -> person.caller().roles().contains(AdminRole.ADMIN.wireName()), commandLine -> true);
    }

    /** Whether the account is the actor's own. */
    static boolean isOwn(Act act, User user) {
        return act.actor().<Boolean>fold(person -> person.caller().user().id().equals(user.id()), commandLine -> false);
    }

    /** The verified contacts of the actor's own account; none of the command line's. */
    static Stream<Contact> contactsOf(Act act) {
        return act.actor()
                .<Stream<Contact>>fold(
                        person -> person.caller().user().verifiedContacts().stream(), commandLine -> Stream.empty());
    }

    /** Writes a line for what was done and for what was denied. Nothing happened in all other cases. */
    private final class Recording<T> implements Administered.Cases<T, Boolean> {
        private final Act act;
        private final AdminDeed deed;
        private final Map<AuditTrail.Detail, String> about;

        Recording(Act act, AdminDeed deed, Map<AuditTrail.Detail, String> about) {
            this.act = act;
            this.deed = deed;
            this.about = about;
        }

        private Boolean record(AuditTrail.Event event, Map<String, String> more) {
            Map<String, String> details = new HashMap<>(more);
            details.put(AuditTrail.Detail.ACTOR.key(), act.actor().name());
            details.put(AuditTrail.Detail.DEED.key(), deed.wireName());
            about.forEach((detail, value) -> details.put(detail.key(), value));
            audit.record(event, act.actor().origin(), details);
            return true;
        }

        @Override
        public Boolean done(T result) {
            return record(
                    AuditTrail.Event.ADMINISTERED,
                    act.reason()
                            .map(Reason::text)
                            .map(text -> Map.of(AuditTrail.Detail.NOTE.key(), text))
                            .orElse(Map.of()));
        }

        @Override
        public Boolean denied(Denial why) {
            return record(
                    AuditTrail.Event.ADMINISTRATION_REFUSED,
                    Map.of(
                            AuditTrail.Detail.REASON.key(),
                            switch (why) {
                                case NO_ROLE -> "no role for it";
                                case ONE_FACTOR -> "one factor only";
                                case SIGN_IN_TOO_OLD -> "sign-in too old";
                                case NO_REASON -> "no reason given";
                            }));
        }

        @Override
        public Boolean missing() {
            return false;
        }

        @Override
        public Boolean overtaken() {
            return false;
        }

        @Override
        public Boolean faulty(AccountFault fault) {
            return false;
        }

        @Override
        public Boolean impossible(Obstacle obstacle) {
            return false;
        }

        @Override
        public Boolean refused(TooSoon why) {
            return false;
        }
    }
}
