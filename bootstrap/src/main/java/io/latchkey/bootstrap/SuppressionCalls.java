package io.latchkey.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.adapters.rest.admin.AdminRequest;
import io.latchkey.bootstrap.administration.Administration;
import io.latchkey.bootstrap.administration.OneLine;
import io.latchkey.domain.admin.AdminDeed;
import java.io.PrintStream;
import java.util.Optional;

/** The commands that begin with {@code suppression}. */
final class SuppressionCalls {
    private final Administration administration;
    private final AdminCall call;
    private final PrintStream out;

    SuppressionCalls(Administration administration, AdminCall call, PrintStream out) {
        this.administration = administration;
        this.call = call;
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when the contact is refused
     * @throws IllegalArgumentException when the contact is missing
     * @throws io.latchkey.bootstrap.administration.NotDoneException when it is not done
     */
    void run() {
        String contact = call.about()
                .orElseThrow(() -> new IllegalArgumentException(
                        "suppression " + call.verb() + " needs an e-mail address or a phone number."));
        switch (call.verb()) {
            case "show" ->
                tell(AdminRequest.of(AdminDeed.READ_SUPPRESSIONS).asking("contact", Optional.of(contact)), "Closed");
            case "lift" -> tell(call.request(AdminDeed.LIFT_SUPPRESSIONS).saying("contact", contact), "Lifted");
            default -> throw new IllegalArgumentException("no command suppression " + call.verb());
        }
    }

    private void tell(AdminRequest request, String what) {
        JsonNode document = administration.perform(request);
        new Printed(call, out).either(document, () -> {
            JsonNode found = document.path("suppressions");
            found.forEach(one -> out.println(OneLine.of(String.format(
                    "%s: %s, %s, by %s since %s: %s",
                    what,
                    one.path("channel").asText(),
                    one.path("cause").asText(),
                    one.path("provider").asText(),
                    one.path("since").asText(),
                    one.path("reason").asText()))));
            if (found.isEmpty()) {
                out.println("No channel is closed to this contact.");
            }
        });
    }
}
