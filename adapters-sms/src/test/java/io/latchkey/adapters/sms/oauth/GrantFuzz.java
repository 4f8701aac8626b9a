package io.latchkey.adapters.sms.oauth;

import static io.latchkey.domain.fuzz.Fuzzing.require;

import java.time.Duration;
import java.time.Instant;

/** Answers of servers that grant access tokens. */
public final class GrantFuzz {
    private static final Instant NOW = Instant.parse("2027-01-02T03:04:05Z");

    private GrantFuzz() {}

    /** An answer has a token that can be sent and is used for a second to a day, or it is refused without a word of its own. */
    public static void read(byte[] input) {
        for (int status : new int[] {200, 400}) {
            try {
                GrantedTokens.Token token = GrantedTokens.read(status, input, NOW);
                Duration life = Duration.between(NOW, token.end());
                require(
                        life.compareTo(Duration.ofSeconds(1)) >= 0 && life.compareTo(Duration.ofDays(1)) <= 0,
                        "used for " + life);
                require(token.value().chars().allMatch(symbol -> symbol > ' ' && symbol < 0x7f), "not to be sent");
            } catch (NoTokenException refused) {
                require(String.valueOf(refused.getMessage()).length() < 100, "it repeats the answer");
            }
        }
    }
}
