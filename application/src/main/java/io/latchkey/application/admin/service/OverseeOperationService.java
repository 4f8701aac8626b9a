package io.latchkey.application.admin.service;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.DecisionSearch;
import io.latchkey.application.admin.MessageRecord;
import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.MessageStory;
import io.latchkey.application.admin.OverseeOperationUseCase;
import io.latchkey.application.admin.Page;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.ServiceKey;
import io.latchkey.application.admin.ServiceSettings;
import io.latchkey.application.admin.port.MessageDirectory;
import io.latchkey.application.admin.port.SettingsInForce;
import io.latchkey.application.admin.port.SigningKeys;
import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.Contact;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Shows what the service does and runs with. */
public final class OverseeOperationService implements OverseeOperationUseCase {
    private final AdminGate gate;
    private final MessageDirectory messages;
    private final ReadFunnelUseCase funnel;
    private final SigningKeys keys;
    private final SettingsInForce settings;
    private final DecisionReader decisions;
    private final Core core;

    OverseeOperationService(
            AdminGate gate,
            MessageDirectory messages,
            ReadFunnelUseCase funnel,
            SigningKeys keys,
            SettingsInForce settings,
            DecisionReader decisions,
            Core core) {
        this.gate = gate;
        this.messages = messages;
        this.funnel = funnel;
        this.keys = keys;
        this.settings = settings;
        this.decisions = decisions;
        this.core = core;
    }

    @Override
    public Administered<Page<MessageRecord>> findMessages(
            Act act, MessageSearch search, Optional<Position> after, int most) {
        MessageSearch bounded = search.bounded(core.clock().instant());
        return gate.pass(act, AdminDeed.FIND_MESSAGES, gate.about(search.contact()), () -> {
            List<OutboxMessage> found = core.unitOfWork().read(() -> messages.find(bounded, after, most + 1));
            return new Administered.Done<>(Page.of(
                            found,
                            most,
                            message -> new Position(
                                    Long.toString(message.createdAt().toEpochMilli()),
                                    message.id().toString()))
                    .map(message -> shown(act, message)));
        });
    }

    /** Those who help people see whom a message was for; those who only look need no whole contact. */
    private static MessageRecord shown(Act act, OutboxMessage message) {
        return new MessageRecord(
                message,
                AdminGate.isHelper(act)
                        ? message.contact().value()
                        : message.contact().masked());
    }

    @Override
    public Administered<MessageStory> readMessage(Act act, OutboxMessageId id) {
        return gate.pass(
                act,
                AdminDeed.READ_MESSAGE,
                Map.of(AuditTrail.Detail.MESSAGE, id.toString()),
                () -> core.unitOfWork()
                        .read(() -> messages.find(id)
                                .<Administered<MessageStory>>map(message -> new Administered.Done<>(
                                        new MessageStory(shown(act, message), messages.findCalls(id))))
                                .orElseGet(Administered.Missing::new)));
    }

    @Override
    public Administered<Page<Decision>> findDecisions(
            Act act, DecisionSearch search, Optional<Contact> contact, Optional<Position> after, int most) {
        Map<AuditTrail.Detail, String> about = new EnumMap<>(AuditTrail.Detail.class);
        about.putAll(gate.about(contact));
        search.user().ifPresent(user -> about.put(AuditTrail.Detail.USER, user.toString()));
        DecisionSearch wanted =
                contact.map(core.subjects()::idOf).map(search::about).orElse(search);
        return gate.pass(
                act,
                AdminDeed.FIND_DECISIONS,
                about,
                () -> new Administered.Done<>(Page.of(
                        decisions.find(wanted, after, most + 1),
                        most,
                        decision -> new Position(
                                Long.toString(decision.at().toEpochMilli()),
                                decision.id().toString()))));
    }

    @Override
    public Administered<Decision> readDecision(Act act, UUID id) {
        Map<AuditTrail.Detail, String> about = new EnumMap<>(AuditTrail.Detail.class);
        about.put(AuditTrail.Detail.DECISION, id.toString());
        return gate.pass(act, AdminDeed.READ_DECISION, about, () -> {
            Optional<Decision> found = decisions.find(id);
            found.flatMap(decision -> decision.whom().user())
                    .ifPresent(user -> about.put(AuditTrail.Detail.USER, user.toString()));
            return found.<Administered<Decision>>map(Administered.Done::new).orElseGet(Administered.Missing::new);
        });
    }

    @Override
    public Administered<Funnel> readFunnel(Act act, Duration window) {
        return gate.pass(act, AdminDeed.READ_FUNNEL, Map.of(), () -> new Administered.Done<>(funnel.read(window)));
    }

    @Override
    public Administered<List<ServiceKey>> findKeys(Act act) {
        return gate.pass(act, AdminDeed.FIND_KEYS, Map.of(), () -> new Administered.Done<>(keys.list()));
    }

    @Override
    public Administered<List<ServiceKey>> rotateKeys(Act act) {
        return gate.pass(act, AdminDeed.ROTATE_KEYS, Map.of(), () -> {
            keys.rotate();
            return new Administered.Done<>(keys.list());
        });
    }

    @Override
    public Administered<ServiceSettings> readSettings(Act act) {
        return gate.pass(act, AdminDeed.READ_SETTINGS, Map.of(), () -> new Administered.Done<>(settings.read()));
    }
}
