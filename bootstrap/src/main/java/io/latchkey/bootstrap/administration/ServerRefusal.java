package io.latchkey.bootstrap.administration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.application.account.AccountFault;
import io.latchkey.application.admin.Administered;
import io.latchkey.application.admin.Denial;
import io.latchkey.application.admin.Obstacle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Says in one sentence why a server did not do something.
 *
 * @param remedy what helps where the server wants another sign-in, as the end of a sentence
 */
record ServerRefusal(ServerAddress server, String remedy) {
    private static final int LONGEST = 300;

    /** A problem of the server (RFC 9457). */
    private record Problem(Answer answer, ObjectNode members) {
        int status() {
            return answer.status();
        }

        /** Last part of its type. */
        String kind() {
            return text("type").replaceFirst(".*[/#]", "");
        }

        String text(String member) {
            return OneLine.of(members.path(member).asText(""), LONGEST);
        }

        boolean asksForAReason() {
            return status() == 400
                    && text("field").equals("reason")
                    && members.at("/errors/0/reason").asText().equals("is required");
        }

        /** The faulty members, or what else it says. */
        String sentence() {
            List<String> faults = new ArrayList<>();
            members.path("errors")
                    .forEach(error -> faults.add(error.path("field").asText() + " "
                            + error.path("reason").asText()));
            String told = faults.isEmpty() ? text("detail") : OneLine.of(String.join("; ", faults), LONGEST);
            String title = text("title");
            return faults.isEmpty() && !title.isEmpty() && !told.isEmpty()
                    ? title + ": " + told
                    : told.isEmpty() ? title : told;
        }

        /** The id by which operators read why. */
        String decision() {
            return Ids.find(members.path("decision").asText())
                    .map(id -> " (decision " + id + ")")
                    .orElse("");
        }
    }

    /** @return what tells that it is not done */
    NotDoneException of(Answer answer) {
        return answer.document()
                .filter(members -> members.path("type").isTextual())
                .map(members -> of(new Problem(answer, members)))
                .orElseGet(() -> strange(answer));
    }

    /** Of an answer that no server of ours gives. */
    NotDoneException strange(Answer answer) {
        String status = server.url() + " answered " + answer.status();
        if (answer.status() / 100 == 3) {
            return NotDoneException.because(
                    status + ", a redirect, which is not followed; name the URL that it serves at.");
        }
        String type = answer.mediaType();
        return NotDoneException.because(status + " with " + (type.isEmpty() ? "nothing" : type)
                + ", and not as Latchkey does; does Latchkey run there?" + later(answer));
    }

    private NotDoneException of(Problem problem) {
        return switch (problem.kind()) {
            case "not-signed-in" -> because("The server takes the access token no more; " + remedy, problem);
            case "recent-sign-in-required" -> because("This needs a sign-in of the last minutes; " + remedy, problem);
            case "second-factor-needed" -> because("This needs a sign-in by a password and a code; " + remedy, problem);
            case "forbidden" -> because("The roles of your account do not allow this.", problem);
            default ->
                outcome(problem)
                        .map(known -> told(known, problem))
                        .orElseGet(() -> problem.status() == 400
                                ? NotDoneException.wrongCall(problem.sentence())
                                : because(withWait(problem.sentence(), problem.answer()), problem));
        };
    }

    /** The outcome behind a problem, where the same deed in a database has one. */
    private static Optional<Administered<JsonNode>> outcome(Problem problem) {
        if (problem.asksForAReason()) {
            return Optional.of(new Administered.Denied<>(Denial.NO_REASON));
        }
        return switch (problem.kind()) {
            case "not-found" -> Optional.of(new Administered.Missing<>());
            case "version-changed" -> Optional.of(new Administered.Overtaken<>());
            case "username-taken" -> Optional.of(new Administered.Faulty<>(AccountFault.USERNAME_TAKEN));
            case "contact-taken" -> Optional.of(new Administered.Faulty<>(AccountFault.EMAIL_TAKEN));
            case "account-state" ->
                Arrays.stream(Obstacle.values())
                        .filter(one -> problem.text("obstacle")
                                .equals(one.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                        .findFirst()
                        .map(Administered.Impossible::new);
            default -> Optional.empty();
        };
    }

    private static NotDoneException told(Administered<JsonNode> outcome, Problem problem) {
        try {
            outcome.answer(new Told<JsonNode>(problem.decision()));
        } catch (NotDoneException told) {
            return told;
        }
        throw new IllegalStateException("a problem tells of nothing that is done");
    }

    private static NotDoneException because(String sentence, Problem problem) {
        return NotDoneException.because(sentence + problem.decision());
    }

    /** A sentence with the time to wait, where it does not tell that itself. */
    private static String withWait(String sentence, Answer answer) {
        boolean isTold = sentence.toLowerCase(Locale.ROOT).contains("try again in ");
        return (sentence.endsWith(".") ? sentence : sentence + ".") + (isTold ? "" : later(answer));
    }

    private static String later(Answer answer) {
        return answer.retryAfter().isPresent()
                ? " Try again in " + answer.retryAfter().getAsLong() + " seconds."
                : "";
    }
}
