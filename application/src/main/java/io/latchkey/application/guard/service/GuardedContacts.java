package io.latchkey.application.guard.service;

import io.latchkey.application.guard.CodeOwner;
import io.latchkey.application.otp.service.FixedCodes;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the contact behind the owner of a code, and all that a block of it is known by. */
public final class GuardedContacts {
    private final UserRepository users;
    private final ContactBlocks blocks;
    private final FixedCodes fixedCodes;
    private final UnitOfWork unitOfWork;

    public GuardedContacts(UserRepository users, ContactBlocks blocks, FixedCodes fixedCodes, UnitOfWork unitOfWork) {
        this.users = users;
        this.blocks = blocks;
        this.fixedCodes = fixedCodes;
        this.unitOfWork = unitOfWork;
    }

    /** Where a code goes. */
    sealed interface Found {
        record Reached(Contact contact) implements Found {}

        record UnknownAccount() implements Found {}

        record NoSuchContact() implements Found {}
    }

    Found find(CodeOwner owner) {
        if (owner instanceof CodeOwner.Newcomer newcomer) {
            return new Found.Reached(newcomer.contact());
        }
        CodeOwner.Account account = (CodeOwner.Account) owner;
        Optional<User> user =
                unitOfWork.read(() -> users.find(account.userId())).filter(User::isActive);
        if (user.isEmpty()) {
            return new Found.UnknownAccount();
        }
        return user.get()
                .verifiedContact(account.kind())
                .<Found>map(Found.Reached::new)
                .orElseGet(Found.NoSuchContact::new);
    }

    /** Whether no block of the contact is for this client, since its code is fixed. */
    boolean hasFixedCode(Contact contact, ClientOrigin origin) {
        return fixedCodes.isFor(contact, origin);
    }

    /** Whether it is so for the owner's contact; who that is, is asked for clients that have such a contact at all. */
    boolean hasFixedCode(CodeOwner owner, ClientOrigin origin) {
        return fixedCodes.isForAny(origin)
                && find(owner) instanceof Found.Reached reached
                && hasFixedCode(reached.contact(), origin);
    }

    /** The block of an owner this node knows of without asking who that is. */
    Optional<ContactBlock> findKnown(OtpPurpose purpose, CodeOwner owner) {
        return blocks.findKnown(subject(purpose, owner));
    }

    /** What a block has to be put up under to be known for this owner as well as for the contact. */
    List<UUID> subjects(OtpPurpose purpose, CodeOwner owner, Contact contact) {
        UUID ofContact = blocks.ofContact(purpose, contact);
        UUID ofOwner = subject(purpose, owner);
        return ofOwner.equals(ofContact) ? List.of(ofContact) : List.of(ofContact, ofOwner);
    }

    private UUID subject(OtpPurpose purpose, CodeOwner owner) {
        return owner instanceof CodeOwner.Account account
                ? blocks.ofAccount(purpose, account.userId(), account.kind())
                : blocks.ofContact(purpose, ((CodeOwner.Newcomer) owner).contact());
    }
}
