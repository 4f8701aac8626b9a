package io.latchkey.application.otp.service;

import io.latchkey.application.otp.CodeOrder;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.Sending;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The one way to a code that is sent: asks the rules of sending, then makes the challenge and promises its message. */
public final class CodeGate {
    private final SendingRules rules;
    private final Challenges maker;
    private final ChallengeIssuer issuer;
    private final ChallengeHandles handles;
    private final OwnerNotices notices;

    CodeGate(
            SendingRules rules,
            Challenges maker,
            ChallengeIssuer issuer,
            ChallengeHandles handles,
            OwnerNotices notices) {
        this.rules = rules;
        this.maker = maker;
        this.issuer = issuer;
        this.handles = handles;
        this.notices = notices;
    }

    /** Asks all rules about codes that are promised together, and counts them in one statement. Empty when they may be sent. */
    public Optional<TooSoon> admit(List<CodeOrder> orders, ClientOrigin origin) {
        return rules.admit(orders.stream().map(order -> sending(order, origin)).toList(), origin);
    }

    /** Asks all rules about a code, and counts it in one statement. Empty when it may be sent. */
    public Optional<TooSoon> admit(CodeOrder order, ClientOrigin origin) {
        return admit(List.of(order), origin);
    }

    /** Asks all rules about another message of a challenge, and counts it in one statement. Empty when it may be sent. */
    Optional<TooSoon> admitAgain(OtpChallenge challenge, Locale locale, ClientOrigin origin) {
        boolean known = !challenge.lane().isOfStrangers();
        return rules.admit(
                List.of(Sending.promised(CodeOrder.again(challenge, locale), origin, challenge.hasFixedCode(), known)),
                origin);
    }

    /**
     * The code as rules judge it.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when it has a custom purpose that the operator does not
     *     list, or the site sends nothing to such a contact
     */
    Sending sending(CodeOrder order, ClientOrigin origin) {
        maker.require(order.purpose());
        issuer.requireChannel(order);
        return Sending.promised(
                order,
                origin,
                maker.hasFixedCode(order, origin),
                order.deviceAt(origin).isPresent());
    }

    /**
     * Tells the owner's other contacts when the code resets a password.
     *
     * @param owner empty when no account was meant
     */
    public void tellRecovery(CodeOrder order, Optional<User> owner) {
        if (order.purpose().builtIn().equals(OtpPurpose.RESET_PASSWORD)) {
            notices.tellRecovery(order.contact(), order.subject(), owner, order.locale());
        }
    }

    /**
     * Tells the owner's verified contacts of a code to a contact that the account gave up.
     *
     * @param owner empty when it goes to no such contact
     */
    void tellFormer(CodeOrder order, Optional<User> owner) {
        if (owner.isPresent()) {
            notices.tellRecovery(order.contact(), order.subject(), owner, order.locale());
        }
    }

    /** Makes an admitted challenge and its message; the caller's unit of work commits both or none. */
    public IssuedChallenge issue(CodeOrder order, ClientOrigin origin) {
        return issuer.issue(order, origin);
    }

    /**
     * Makes an admitted challenge that is found in one more way; the one that was found so before is void.
     *
     * @throws io.latchkey.application.otp.port.HandleTakenException when another such challenge is in the way; a new try may succeed
     */
    public IssuedChallenge issue(CodeOrder order, Lookup lookup, ClientOrigin origin) {
        return switch (lookup) {
            case ID_ONLY -> issuer.issue(order, origin);
            case CONTACT -> issuer.issue(order, handles.ofContact(order, origin), origin);
            case ACCOUNT -> issuer.issue(order, handles.ofAccount(order, origin), origin);
            case CODE -> issuer.issueByCode(order, origin);
        };
    }

    /** Sends an admitted pending challenge once more that is found in this way; empty when there is none that may be. */
    Optional<IssuedChallenge> reissue(CodeOrder order, Lookup lookup, ClientOrigin origin) {
        return switch (lookup) {
            case ID_ONLY, CODE -> Optional.empty();
            case CONTACT -> issuer.reissue(order, handles.ofContact(order, origin), origin);
            case ACCOUNT -> issuer.reissue(order, handles.ofAccount(order, origin), origin);
        };
    }

    /**
     * Promises another message of a challenge that goes on.
     *
     * @param chosen the channel that the requester chose; empty when the route decides
     */
    IssuedChallenge resend(OtpChallenge challenge, Optional<Channel> chosen, Locale locale, ClientOrigin origin) {
        return issuer.resend(challenge, chosen, locale, origin);
    }

    /**
     * The channels to choose from, where the chosen one is not among them; empty when it is, or none was chosen.
     *
     * @param contactHidden whether the requester must not learn the contact
     */
    Optional<List<Channel>> offeredInstead(
            Optional<Channel> chosen, OtpPurpose purpose, Contact contact, boolean contactHidden) {
        return chosen.flatMap(channel -> Optional.of(issuer.offers(purpose, contact, contactHidden))
                .filter(offered -> !offered.contains(channel)));
    }
}
