package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.LoginName;
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

        /** @param decoy whether it only has to look as if somebody were reached */
        record Reached(Contact contact, Optional<User> user, boolean decoy) implements Target {
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

    /** The verified contact of one kind that an active account has. */
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

        /** The account has no verified contact of that kind. */
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

    Own findOwn(UserId id, ContactKind kind) {
        Optional<User> user = active(users.find(id));
        if (user.isEmpty()) {
            return new Own.UnknownAccount();
        }
        return user.get()
                .verifiedContact(kind)
                .<Own>map(contact -> new Own.Found(user.get(), contact))
                .orElseGet(Own.NoSuchContact::new);
    }

    /** The order of a code to somebody who was found. */
    CodeOrder order(SendCodeCommand command, Target.Reached reached) {
        Locale locale =
                reached.user().map(User::locale).orElse(command.requester().locale());
        CodeOrder order = reached.user()
                .map(user -> resetCodes.guarded(
                        CodeOrder.forAccount(command.purpose(), reached.contact(), user, locale), user))
                .orElseGet(() -> CodeOrder.forNobody(command.purpose(), reached.contact(), locale));
        return reached.decoy() ? order.asDecoy() : order;
    }

    Target find(Recipient recipient) {
        return recipient.answer(new Finding());
    }

    private final class Finding implements Recipient.Cases<Target> {
        @Override
        public Target anybody(Recipient.Anybody anybody) {
            return new Target.Reached(anybody.contact(), Optional.empty(), false);
        }

        @Override
        public Target whoever(Recipient.Whoever whoever) {
            return new Target.Reached(whoever.contact(), active(holderOf(whoever.contact())), false);
        }

        @Override
        public Target newcomer(Recipient.Newcomer newcomer) {
            return holderOf(newcomer.contact()).isPresent()
                    ? new Target.Missed(new CodeSending.ContactTaken(), true)
                    : new Target.Reached(newcomer.contact(), Optional.empty(), false);
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
            return findOwn(own.userId(), own.kind())
                    .fold(
                            found -> new Target.Reached(found.contact(), Optional.of(found.user()), false),
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
                : new Target.Reached(contact, user, user.isEmpty());
    }
}
