package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.otp.port.BouncedAddresses;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.delivery.Probe;
import io.latchkey.domain.delivery.ProbePolicy;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.EmailAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Lets one code at a time through to an address that bounced, and opens the address once that code was right. */
public final class AddressProbes implements BouncedAddresses {
    private static final String RULE = "bounced-address";

    private final Suppressions suppressions;
    private final OutboxRepository outbox;
    private final ProbePolicy policy;
    private final Core core;

    AddressProbes(Suppressions suppressions, OutboxRepository outbox, ProbePolicy policy, Core core) {
        this.suppressions = suppressions;
        this.outbox = outbox;
        this.policy = policy;
        this.core = core;
    }

    @Override
    public Standing look(EmailAddress address) {
        Optional<Suppression> closed = suppressions.stored(address, Channel.EMAIL);
        if (closed.isEmpty()) {
            return new Standing.Open();
        }
        if (!closed.get().isOfBounce()) {
            core.decisions().saw(Finding.refused(RULE).noting("its reader opted out or complained"));
            return new Standing.Closed(Optional.empty());
        }
        Instant now = core.clock().instant();
        return closed.get()
                .probe()
                .map(last -> last.at().plus(policy.interval()))
                .filter(now::isBefore)
                .<Standing>map(until -> refuse(now, until))
                .orElseGet(Standing.Bounced::new);
    }

    private Standing.Closed refuse(Instant now, Instant until) {
        core.decisions()
                .saw(Finding.refused(RULE)
                        .counted(1, 1)
                        .within(policy.interval())
                        .until(until));
        return new Standing.Closed(Optional.of(Duration.between(now, until)));
    }

    @Override
    public Optional<Standing.Closed> probe(EmailAddress address, OtpChallenge challenge) {
        Instant now = core.clock().instant();
        boolean isLetThrough = outbox.findProgress(challenge.id())
                .filter(newest -> suppressions.probe(
                        address,
                        Channel.EMAIL,
                        new Probe(challenge.id(), newest.message(), now),
                        now.minus(policy.interval())))
                .isPresent();
        if (isLetThrough) {
            core.decisions().saw(Finding.passed(RULE).within(policy.interval()));
            return Optional.empty();
        }
        return Optional.of(refuse(now, now.plus(policy.interval())));
    }

    @Override
    public void verified(OtpChallenge challenge) {
        if (suppressions.liftProbed(challenge.contact(), Channel.EMAIL, challenge.id())) {
            core.decisions().saw(Finding.passed(RULE).noting("verified anew, so it gets messages again"));
            tell(challenge);
        }
    }

    private void tell(OtpChallenge challenge) {
        Map<String, String> details = new HashMap<>();
        details.put(AuditTrail.Detail.CONTACT.key(), core.subjects().of(challenge.contact()));
        details.put(AuditTrail.Detail.CHANNEL.key(), Channel.EMAIL.wireName());
        details.put(AuditTrail.Detail.CHALLENGE.key(), challenge.id().toString());
        Optional.ofNullable(challenge.userId())
                .ifPresent(user -> details.put(AuditTrail.Detail.USER.key(), user.toString()));
        core.unitOfWork().afterCommit(() -> core.audit().record(AuditTrail.Event.CONTACT_REOPENED, details));
    }
}
