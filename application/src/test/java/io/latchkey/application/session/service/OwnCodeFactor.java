package io.latchkey.application.session.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.session.SecondFactorMethod;
import io.latchkey.application.session.SecondFactorPrompt;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A second factor that sends nothing, because the person reads the code from their own device. It accepts three guesses
 * for each prompt.
 */
final class OwnCodeFactor implements SecondFactorMethod {
    private final OtpCode code;
    private final Supplier<Instant> clock;
    private final Function<UserId, Optional<User>> users;
    private final Set<UserId> enrolled = new HashSet<>();
    private final Map<OtpChallengeId, Pending> pending = new HashMap<>();

    private record Pending(UserId user, int attemptsLeft) {}

    OwnCodeFactor(OtpCode code, Supplier<Instant> clock, Function<UserId, Optional<User>> users) {
        this.code = code;
        this.clock = clock;
        this.users = users;
    }

    void enrol(User user) {
        enrolled.add(user.id());
    }

    @Override
    public boolean isChosenBy(User user) {
        return enrolled.contains(user.id());
    }

    @Override
    public Optional<SecondFactorPrompt> start(User user, ClientOrigin origin) {
        OtpChallengeId id = new OtpChallengeId(new UUID(7, pending.size()));
        pending.put(id, new Pending(user.id(), 3));
        return Optional.of(new SecondFactorPrompt.OwnCode(id, "own", clock.get().plus(Duration.ofMinutes(5))));
    }

    @Override
    public Optional<Check> verify(SignInCommand.ByCode answer) {
        return find(answer.challenge()).map(id -> check(id, answer.code()));
    }

    private Optional<OtpChallengeId> find(ChallengeRef answered) {
        return pending.keySet().stream()
                .filter(id -> answered.equals(new ChallengeRef.ById(id)))
                .findFirst();
    }

    private Check check(OtpChallengeId id, OtpCode guess) {
        Pending before = pending.getOrDefault(id, new Pending(new UserId(new UUID(0, 0)), 0));
        if (before.attemptsLeft() == 0) {
            return new Check.Wrong(RefusalReason.LOCKED, 0);
        }
        int left = before.attemptsLeft() - 1;
        pending.put(id, new Pending(before.user(), left));
        Optional<User> user = users.apply(before.user()).filter(User::isActive);
        if (!code.matches(guess) || user.isEmpty()) {
            return new Check.Wrong(RefusalReason.WRONG_CODE, left);
        }
        pending.put(id, new Pending(before.user(), 0));
        return new Check.Proven(user.get(), true, List.of("pwd", "otp", "mfa"));
    }
}
