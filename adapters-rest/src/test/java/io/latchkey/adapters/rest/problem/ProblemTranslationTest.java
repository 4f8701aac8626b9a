package io.latchkey.adapters.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProblemTranslationTest {
    /** Sentences for those who write clients. They stay English. */
    private static final Set<String> ENGLISH_ALONE =
            Set.of("Send Latchkey-Browser from a page of this service or of latchkey.cors.origins.");

    private static final Pattern DETAIL = Pattern.compile(
            "(?:Problem\\.of|TokenProblems\\.of)\\(\\s*[0-9a-z]+,\\s*\"([a-z_-]+)\",\\s*\"[^\"]+\"\\)\\s*\\.detail\\(\\s*\"([^\"]+)\"\\s*\\)");

    private static ProblemTexts.Translation german(Problem problem) {
        return ProblemTexts.in("de").translate(problem);
    }

    @Test
    void title_and_detail_are_told_in_the_language() {
        ProblemTexts.Translation told =
                german(Problem.of(422, "otp-over", "The challenge is over").detail("Ask for a new code."));

        assertThat(told.problem().title()).isEqualTo("Die Abfrage ist beendet");
        assertThat(told.problem().detail()).hasValue("Bitte einen neuen Code anfordern.");
        assertThat(told.languages()).isEqualTo("de");
    }

    @Test
    void values_stay_in_the_translated_detail() {
        assertThat(german(Problem.of(429, "blocked", "x")
                                .detail("Try again in 13 seconds.")
                                .with("retryAfter", 13L))
                        .problem()
                        .detail())
                .hasValue("Bitte in 13 s erneut versuchen.");
        assertThat(german(Problem.of(429, "blocked", "x")
                                .detail("Try again in 1 second.")
                                .with("retryAfter", 1L))
                        .problem()
                        .detail())
                .hasValue("Bitte in 1 s erneut versuchen.");
        assertThat(german(Problem.of(422, "channel-not-offered", "x")
                                .detail("This code can be sent by sms, voice.")
                                .with("channels", List.of("sms", "voice")))
                        .problem()
                        .detail())
                .hasValue("Dieser Code kann gesendet werden per: sms, voice.");
        assertThat(german(Problem.of(413, "body-too-large", "x")
                                .detail("At most 5120 KiB are taken.")
                                .with("maxBytes", 5242880))
                        .problem()
                        .detail())
                .hasValue("Höchstens 5120 KiB werden angenommen.");
    }

    @Test
    void a_detail_without_translation_stays_and_both_languages_are_named() {
        ProblemTexts.Translation told =
                german(Problem.of(400, "invalid-request", "x").detail("email must be an e-mail address"));

        assertThat(told.problem().title()).isEqualTo("Die Anfrage kann nicht angenommen werden");
        assertThat(told.problem().detail()).hasValue("email must be an e-mail address");
        assertThat(told.languages()).isEqualTo("de, en");
    }

    @Test
    void registered_types_keep_their_type_and_unknown_ones_their_words() {
        String registered = "https://iana.org/assignments/http-problem-types#quota-exceeded";
        Problem quota = german(Problem.of(429, registered, "x")).problem();
        assertThat(quota.type()).isEqualTo(registered);
        assertThat(quota.title()).isEqualTo("Das zugeteilte Kontingent ist überschritten");

        ProblemTexts.Translation blank = german(WebApplicationMapper.forStatus(431));
        assertThat(blank.problem().type()).isEqualTo("about:blank");
        assertThat(blank.languages()).isEqualTo("en");
    }

    /** Reads the sentences out of the sources, so that a new one is not forgotten. */
    @Test
    void the_fixed_sentences_of_the_code_are_translated() throws IOException {
        Set<String> left = new TreeSet<>();
        int found = 0;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io/latchkey/adapters/rest"))) {
            for (Path source : sources.filter(each -> each.toString().endsWith(".java"))
                    .filter(each -> !each.toString().contains("/face/"))
                    .toList()) {
                for (var match :
                        DETAIL.matcher(Files.readString(source)).results().toList()) {
                    found++;
                    Problem problem = Problem.of(400, match.group(1).replace('_', '-'), "x")
                            .detail(match.group(2));
                    if (german(problem).problem().detail().equals(Optional.of(match.group(2)))) {
                        left.add(match.group(2));
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(20);
        assertThat(left).isEqualTo(ENGLISH_ALONE);
    }
}
