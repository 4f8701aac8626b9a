package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.ResponseBody;
import io.latchkey.application.admin.Page;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why one call was decided as it was.
 *
 * @param at when it was answered
 * @param outcome {@code refused}, {@code locked} or {@code sent}
 * @param deed what was asked for; null when the call was refused before that was known
 * @param route method and path of the route; null when none was found
 * @param door {@code native}, the name of a face, or where else the call came in
 * @param network the client's network; null when it is not known
 * @param status HTTP status; null when there was no answer over HTTP
 * @param problem name of the problem; null when there was none
 * @param winner name of the rule that decided
 * @param user id of the account; null when none is known
 * @param subject keyed digest of the contact or login, as the audit trail has it; null when none is known
 * @param message id of the message that was promised; null when none was
 */
public record AdminDecisionResponse(
        String id,
        Instant at,
        String outcome,
        @Nullable String deed,
        @Nullable String route,
        String door,
        @Nullable String network,
        @Nullable Integer status,
        @Nullable String problem,
        String winner,
        @Nullable String user,
        @Nullable String subject,
        @Nullable String message,
        List<Rule> rules)
        implements ResponseBody {
    public static AdminDecisionResponse from(Decision decision) {
        Decision.Call call = decision.call();
        Decision.Answer answer = decision.answer();
        Decision.Whom whom = decision.whom();
        return new AdminDecisionResponse(
                decision.id().toString(),
                decision.at(),
                answer.outcome().name().toLowerCase(Locale.ROOT),
                textOrNull(call.deed()),
                textOrNull(call.route()),
                call.door(),
                textOrNull(call.network()),
                answer.status() == 0 ? null : answer.status(),
                textOrNull(answer.problem()),
                answer.winner(),
                idOrNull(whom.user()),
                idOrNull(whom.subject()),
                idOrNull(whom.message()),
                decision.findings().stream().map(Rule::from).toList());
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable String idOrNull(Optional<UUID> id) {
        return id.map(UUID::toString).orElse(null);
    }

    /**
     * What one rule saw and said.
     *
     * @param verdict {@code passed}, {@code refused}, {@code held}, {@code locked} or {@code withheld}
     * @param seen what it counted, this call included
     * @param limit the most that it admits
     * @param window the time in which it counts (ISO 8601)
     * @param until the time from which it says otherwise
     */
    public record Rule(
            String rule,
            String verdict,
            @Nullable Integer seen,
            @Nullable Integer limit,
            @Nullable String window,
            @Nullable Instant until,
            @Nullable String note) {
        static Rule from(Finding finding) {
            return new Rule(
                    finding.rule(),
                    finding.verdict().name().toLowerCase(Locale.ROOT),
                    finding.seen(),
                    finding.limit(),
                    finding.window() == null ? null : finding.window().toString(),
                    finding.until(),
                    finding.note());
        }
    }

    /**
     * A page, newest first.
     *
     * @param next cursor of the next page; null at the end
     */
    public record Listing(
            List<AdminDecisionResponse> decisions, @Nullable String next) implements ResponseBody {
        public static Listing from(Page<Decision> page) {
            return new Listing(
                    page.items().stream().map(AdminDecisionResponse::from).toList(),
                    page.next().map(Cursor::write).orElse(null));
        }
    }
}
