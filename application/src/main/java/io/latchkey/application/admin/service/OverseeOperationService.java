package io.latchkey.application.admin.service;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Administered;
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
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.admin.AdminDeed;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what the service does and runs with. */
public final class OverseeOperationService implements OverseeOperationUseCase {
    private final AdminGate gate;
    private final MessageDirectory messages;
    private final ReadFunnelUseCase funnel;
    private final SigningKeys keys;
    private final SettingsInForce settings;
    private final Core core;

    OverseeOperationService(
            AdminGate gate,
            MessageDirectory messages,
            ReadFunnelUseCase funnel,
            SigningKeys keys,
            SettingsInForce settings,
            Core core) {
        this.gate = gate;
        this.messages = messages;
        this.funnel = funnel;
        this.keys = keys;
        this.settings = settings;
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
