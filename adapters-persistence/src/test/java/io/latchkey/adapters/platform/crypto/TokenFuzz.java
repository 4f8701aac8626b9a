package io.latchkey.adapters.platform.crypto;

import static io.latchkey.domain.fuzz.Fuzzing.require;
import static io.latchkey.domain.fuzz.Fuzzing.text;

import io.latchkey.application.testkit.MutableClock;
import io.latchkey.domain.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tokens of every kind that somebody changed. None but the genuine one is believed. */
public final class TokenFuzz implements FuzzTarget {
    private final MutableClock clock = new MutableClock();
    private final SignedTokens tokens = new SignedTokens(clock);
    private final JwtVerifier verifier = new JwtVerifier(tokens.keys, SignedTokens.ISSUER, SignedTokens.AUDIENCE);
    private final String access = tokens.issue(TokenKind.ACCESS);
    private final List<String> issued = Arrays.stream(TokenKind.values())
            .filter(kind -> kind != TokenKind.ACCESS)
            .map(tokens::issue)
            .toList();

    /** One token of each kind. */
    public List<byte[]> seeds() {
        return Stream.concat(Stream.of(access), issued.stream())
                .map(token -> token.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void read(byte[] input) {
        String token = text(input);
        boolean isBelieved = verifier.verify(token, clock.instant()).isPresent();
        require(!isBelieved || token.equals(access), "a changed token is believed");
    }
}
