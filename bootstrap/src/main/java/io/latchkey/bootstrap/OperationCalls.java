package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.admin.AdminMessageResponse;
import io.latchkey.adapters.rest.admin.KeysResponse;
import io.latchkey.adapters.rest.admin.MessageQuery;
import io.latchkey.adapters.rest.admin.SettingsResponse;
import io.latchkey.adapters.rest.delivery.FunnelQuery;
import io.latchkey.adapters.rest.delivery.FunnelResponse;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.MessageRecord;
import io.latchkey.application.admin.MessageSearch;
import io.latchkey.application.admin.MessageStory;
import io.latchkey.application.admin.NewListing;
import io.latchkey.application.admin.OverseeOperationUseCase;
import io.latchkey.application.admin.ServiceKey;
import io.latchkey.application.admin.ServiceSettings;
import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.FunnelWindow;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.Channel;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** The commands that begin with {@code message}, {@code funnel} and {@code key}, and {@code config show}. */
final class OperationCalls {
    private static final List<Printed.Column<MessageRecord>> MESSAGES = List.of(
            new Printed.Column<>("id", 36, one -> one.message().id().toString()),
            new Printed.Column<>(
                    "promised", 24, one -> one.message().createdAt().toString()),
            new Printed.Column<>("kind", 16, one -> one.message().kind().wireName()),
            new Printed.Column<>("contact", 32, MessageRecord::reader),
            new Printed.Column<>("state", 9, one -> one.message().state().name().toLowerCase(Locale.ROOT)),
            new Printed.Column<>(
                    "provider", 12, one -> Printed.text(one.message().provider())),
            new Printed.Column<>(
                    "failure", 0, one -> Printed.text(one.message().progress().failure())));

    private static final List<Printed.Column<MessageStory.Call>> CALLS = List.of(
            new Printed.Column<>("began", 24, call -> call.startedAt().toString()),
            new Printed.Column<>("provider", 12, MessageStory.Call::provider),
            new Printed.Column<>("channel", 8, MessageStory.Call::channel),
            new Printed.Column<>("ms", 6, call -> Long.toString(call.took().toMillis())),
            new Printed.Column<>("outcome", 9, MessageStory.Call::outcome),
            new Printed.Column<>(
                    "receipt",
                    9,
                    call -> call.receipt().map(MessageStory.Receipt::state).orElse("")),
            new Printed.Column<>("reason", 0, call -> Printed.text(call.reason())));

    private static final List<Printed.Column<Funnel.Group>> FUNNEL = List.of(
            new Printed.Column<>("provider", 12, group -> group.provider().orElse("")),
            new Printed.Column<>("country", 7, group -> group.country().orElse("")),
            new Printed.Column<>(
                    "channel",
                    8,
                    group -> group.channel().map(Channel::wireName).orElse("")),
            new Printed.Column<>("template", 24, group -> group.template().orElse("")),
            new Printed.Column<>("requested", 9, group -> Long.toString(group.requested())),
            new Printed.Column<>("accepted", 8, group -> Long.toString(group.accepted())),
            new Printed.Column<>("delivered", 9, group -> Long.toString(group.delivered())),
            new Printed.Column<>("failed", 6, group -> Long.toString(group.failed())),
            new Printed.Column<>("verified", 0, group -> Long.toString(group.verified())));

    private static final List<Printed.Column<ServiceKey>> KEYS = List.of(
            new Printed.Column<>("id", 20, ServiceKey::id),
            new Printed.Column<>("signs from", 24, key -> key.signsFrom().toString()),
            new Printed.Column<>(
                    "published until", 24, key -> key.publishedUntil().toString()),
            new Printed.Column<>("signs", 0, key -> key.signs() ? "yes" : "no"));

    private static final List<Printed.Column<ServiceSettings.Entry>> SETTINGS = List.of(
            new Printed.Column<>("key", 44, ServiceSettings.Entry::key),
            new Printed.Column<>("set", 3, entry -> entry.isSet() ? "yes" : "no"),
            new Printed.Column<>("value", 0, OperationCalls::value));

    private final OverseeOperationUseCase operation;
    private final ContactParser contacts;
    private final AdminCall call;
    private final PrintStream out;
    private final Printed printed;

    OperationCalls(OverseeOperationUseCase operation, ContactParser contacts, AdminCall call, PrintStream out) {
        this.operation = operation;
        this.contacts = contacts;
        this.call = call;
        this.out = out;
        this.printed = new Printed(call, out);
    }

    private static String value(ServiceSettings.Entry entry) {
        String value = entry.value();
        return value != null ? value : entry.isSet() ? "(not shown)" : "";
    }

    /**
     * Runs the command.
     *
     * @return whether it is done
     * @throws io.latchkey.domain.shared.InvalidValueException when an argument is refused
     * @throws IllegalArgumentException when an argument is missing
     */
    boolean run() {
        Act act = new Act(new Actor.CommandLine(), call.reason());
        return switch (call.subject() + ' ' + call.verb()) {
            case "message list" -> list(act);
            case "message show" -> printed.tell(operation.readMessage(act, message()), this::print);
            case "funnel show" -> funnel(act);
            case "key list" -> printed.tell(operation.findKeys(act), this::printKeys);
            case "key rotate" -> printed.tell(operation.rotateKeys(act), this::printKeys);
            case "config show" -> printed.tell(operation.readSettings(act), this::print);
            default -> throw new IllegalArgumentException("no command " + call.subject() + ' ' + call.verb());
        };
    }

    private boolean list(Act act) {
        MessageSearch search = new MessageSearch(
                call.option("--state").map(MessageQuery::parseState),
                call.option("--contact").map(typed -> NewListing.parseContact(typed, contacts)),
                call.option("--provider"),
                call.time("--from"),
                call.time("--before"));
        return printed.list(
                (after, most) -> operation.findMessages(act, search, after, most),
                AdminMessageResponse::from,
                MESSAGES);
    }

    private OutboxMessageId message() {
        return call.about()
                .map(UUID::fromString)
                .map(OutboxMessageId::new)
                .orElseThrow(() -> new IllegalArgumentException("message show needs an id."));
    }

    private void print(MessageStory story) {
        printed.either(() -> AdminMessageResponse.Story.from(story), () -> {
            printed.table(List.of(story.record()), MESSAGES);
            printed.table(story.calls(), CALLS);
        });
    }

    private boolean funnel(Act act) {
        FunnelWindow window = FunnelWindow.parse(call.option("--window").orElse(FunnelQuery.WINDOW));
        Set<Funnel.Dimension> dimensions =
                FunnelQuery.dimensions(call.option("--by").orElse(FunnelQuery.BY));
        return printed.tell(
                operation.readFunnel(act, window.length()),
                funnel -> printed.either(
                        () -> FunnelResponse.from(funnel, dimensions),
                        () -> printed.table(funnel.by(dimensions), FUNNEL)));
    }

    private void printKeys(List<ServiceKey> keys) {
        printed.either(() -> KeysResponse.from(keys), () -> printed.table(keys, KEYS));
    }

    private void print(ServiceSettings settings) {
        printed.either(() -> SettingsResponse.from(settings), () -> {
            printed.table(settings.entries(), SETTINGS);
            settings.lowered()
                    .forEach(lowered -> out.println(
                            lowered.key() + " (" + lowered.value() + ") protects less: " + lowered.effect()));
        });
    }
}
