package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.OwnContact;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds whom a code goes to, and orders it. */
final class Recipients {
    private final UserRepository users;
    private final ResetCodes resetCodes;

    Recipients(UserRepository users, ResetCodes resetCodes) {
        this.users = users;
        this.resetCodes = resetCodes;
    }

    /** Whom a code goes to, or why it goes to nobody. */
    sealed interface Target {
        <R> R fold(Function<? super Reached, ? extends R> onReached, Function<? super Missed, ? extends R> onMissed);

        /** @param user the account that is meant; empty when none is */
        record Reached(Contact contact, Optional<User> user, Manner manner) implements Target {
            static Reached at(Contact contact, Optional<User> user) {
                return new Reached(contact, user, Manner.GENUINE);
            }

            /** The account whose owner is to know of a code that went to a contact which it gave up. */
            Optional<User> formerOwner() {
                return manner == Manner.FORMER ? user : Optional.empty();
            }

            @Override
            public <R> R fold(
                    Function<? super Reached, ? extends R> onReached, Function<? super Missed, ? extends R> onMissed) {
                return onReached.apply(this);
            }
        }

        /** @param byContact whether a contact was named, so that the answer tells whether an account has it */
        record Missed(CodeSending answer, boolean byContact) implements Target {
            @Override
            public <R> R fold(
                    Function<? super Reached, ? extends R> onReached, Function<? super Missed, ? extends R> onMissed) {
                return onMissed.apply(this);
            }
        }
    }

    /** How somebody is reached. */
    enum Manner {
        GENUINE,
        /** It only has to look as if somebody were reached. */
        DECOY,
        /** At a contact that the account gave up, so that the code acts on no account. */
        FORMER
    }

    /** One contact of an active account. */
    sealed interface Own {
        <R> R fold(
                Function<? super Found, ? extends R> onFound,
                Function<? super UnknownAccount, ? extends R> onUnknownAccount,
                Function<? super NoSuchContact, ? extends R> onNoSuchContact);

        record Found(User user, Contact contact) implements Own {
            @Override
            public <R> R fold(
                    Function<? super Found, ? extends R> onFound,
                    Function<? super UnknownAccount, ? extends R> onUnknownAccount,
                    Function<? super NoSuchContact, ? extends R> onNoSuchContact) {
                return onFound.apply(this);
            }
        }

        /** No active account has that id. */
        record UnknownAccount() implements Own {
            @Override
            public <R> R fold(
                    Function<? super Found, ? extends R> onFound,
                    Function<? super UnknownAccount, ? extends R> onUnknownAccount,
                    Function<? super NoSuchContact, ? extends R> onNoSuchContact) {
                return onUnknownAccount.apply(this);
            }
        }

        /** The account has no such contact. */
        record NoSuchContact() implements Own {
            @Override
            public <R> R fold(
                    Function<? super Found, ? extends R> onFound,
                    Function<? super UnknownAccount, ? extends R> onUnknownAccount,
                    Function<? super NoSuchContact, ? extends R> onNoSuchContact) {
                return onNoSuchContact.apply(this);
            }
        }
    }

    Own findOwn(UserId id, OwnContact which) {
        Optional<User> user = active(users.find(id));
        if (user.isEmpty()) {
            return new Own.UnknownAccount();
        }
        return user.get()
                .contact(which)
                // What another account verified since is no longer this one's.
                .filter(contact -> !which.isFormer() || holderOf(contact).isEmpty())
                .<Own>map(contact -> new Own.Found(user.get(), contact))
                .orElseGet(Own.NoSuchContact::new);
    }

    /** The order of a code to somebody who was found. */
    CodeOrder order(SendCodeCommand command, Target.Reached reached) {
        Locale locale =
                reached.user().map(User::locale).orElse(command.requester().locale());
        CodeOrder order = reached.user()
                .filter(user -> reached.manner() != Manner.FORMER)
                .map(user -> resetCodes.guarded(
                        CodeOrder.forAccount(command.purpose(), reached.contact(), user, locale), user))
                .orElseGet(() -> CodeOrder.forNobody(command.purpose(), reached.contact(), locale));
        return reached.manner() == Manner.DECOY ? order.asDecoy() : order;
    }

    Target find(Recipient recipient) {
        return recipient.answer(new Finding());
    }

    private final class Finding implements Recipient.Cases<Target> {
        @Override
        public Target anybody(Recipient.Anybody anybody) {
            return Target.Reached.at(anybody.contact(), Optional.empty());
        }

        @Override
        public Target whoever(Recipient.Whoever whoever) {
            return Target.Reached.at(whoever.contact(), active(holderOf(whoever.contact())));
        }

        @Override
        public Target newcomer(Recipient.Newcomer newcomer) {
            return holderOf(newcomer.contact()).isPresent()
                    ? new Target.Missed(new CodeSending.ContactTaken(), true)
                    : Target.Reached.at(newcomer.contact(), Optional.empty());
        }

        @Override
        public Target holder(Recipient.Holder meant) {
            return known(meant.contact(), active(holderOf(meant.contact())), meant.conceal());
        }

        @Override
        public Target holderOrClaimant(Recipient.HolderOrClaimant meant) {
            Optional<User> holder = holderOf(meant.contact());
            Optional<User> user = holder.isPresent() ? holder : users.findNewestClaimant(meant.contact());
            return known(meant.contact(), active(user), meant.conceal());
        }

        @Override
        public Target accountsOwn(Recipient.AccountsOwn own) {
            Manner manner = own.which().isFormer() ? Manner.FORMER : Manner.GENUINE;
            return findOwn(own.userId(), own.which())
                    .fold(
                            found -> new Target.Reached(found.contact(), Optional.of(found.user()), manner),
                            unknown -> new Target.Missed(new CodeSending.UnknownAccount(), false),
                            none -> new Target.Missed(new CodeSending.NoSuchContact(), false));
        }
    }

    private Optional<User> holderOf(Contact contact) {
        return users.findByLogin(new LoginName.ByContact(contact));
    }

    private static Optional<User> active(Optional<User> user) {
        return user.filter(User::isActive);
    }

    private static Target known(Contact contact, Optional<User> user, boolean conceal) {
        return user.isEmpty() && !conceal
                ? new Target.Missed(new CodeSending.UnknownAccount(), true)
                : new Target.Reached(contact, user, user.isEmpty() ? Manner.DECOY : Manner.GENUINE);
    }
}
