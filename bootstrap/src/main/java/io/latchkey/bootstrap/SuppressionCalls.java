package io.latchkey.bootstrap;

import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.service.AdminUseCases;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.shared.Contact;
import java.io.PrintStream;
import java.util.List;

/** The commands that begin with {@code suppression}. */
final class SuppressionCalls {
    private final AdminUseCases admin;
    private final ContactParser contacts;
    private final AdminCall call;
    private final PrintStream out;

    SuppressionCalls(AdminUseCases admin, ContactParser contacts, AdminCall call, PrintStream out) {
        this.admin = admin;
        this.contacts = contacts;
        this.call = call;
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @return whether it is done
     * @throws io.latchkey.domain.shared.InvalidValueException when the contact is refused
     * @throws IllegalArgumentException when the contact is missing
     */
    boolean run() {
        Act act = new Act(new Actor.CommandLine(), call.reason());
        Contact contact = contacts.parse(call.about()
                .orElseThrow(() -> new IllegalArgumentException(
                        "suppression " + call.verb() + " needs an e-mail address or a phone number.")));
        return switch (call.verb()) {
            case "show" -> tell(admin.helpUsers.readSuppressions(act, contact), "Closed");
            case "lift" -> tell(admin.helpUsers.liftSuppressions(act, contact), "Lifted");
            default -> throw new IllegalArgumentException("no command suppression " + call.verb());
        };
    }

    private boolean tell(Administered<List<Suppression>> outcome, String what) {
        return new Printed(call, out).tell(outcome, found -> {
            found.forEach(one -> out.printf(
                    "%s: %s, %s, by %s since %s: %s%n",
                    what, one.channel().wireName(), one.cause().wireName(), one.provider(), one.since(), one.reason()));
            if (found.isEmpty()) {
                out.println("No channel is closed to this contact.");
            }
        });
    }
}
