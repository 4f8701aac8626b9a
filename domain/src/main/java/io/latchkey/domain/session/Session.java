package io.latchkey.domain.session;

import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in on one device: the family of refresh tokens that grew from it. The row holds no tokens, because they are
 * derived from the id and the generation.
 *
 * @param start the part that never changes
 * @param progress the part that refreshing and ending change
 */
public record Session(SessionId id, UserId userId, Start start, Progress progress) {
    /** {@code acr} of a session that one factor opened. */
    public static final String ONE_FACTOR = "latchkey:one-factor";
    /** {@code acr} of a session that two different factors opened. */
    public static final String TWO_FACTORS = "latchkey:two-factors";

    /**
     * The part of a session that is fixed when it opens.
     *
     * @param authenticatedAt when the person last proved their identity
     * @param expiresAt absolute end
     * @param methods how the person signed in, as registered in RFC 8176: {@code pwd}, {@code otp}, {@code sms}, {@code
     *     mfa}
     */
    public record Start(
            Instant createdAt, Instant authenticatedAt, Instant expiresAt, List<String> methods, Origin origin) {}

    /**
     * The client that a session belongs to.
     *
     * @param app the app whose client signed in: {@code native}, or the name of a face. The session's refresh tokens are
     *     good for clients of this app alone
     * @param device the client's name for itself (its User-Agent), shortened
     * @param address network address that the person signed in from
     */
    public record Origin(String app, String device, String address) {}

    /**
     * Where a session stands.
     *
     * @param generation number of rotations so far; it never decreases
     * @param rotatedAt when the current generation began; for generation 0, when the session opened
     * @param endedAt null while the session lives
     */
    public record Progress(
            int generation, Instant rotatedAt, @Nullable Instant endedAt) {}

    /** A session that begins now. */
    public static Session open(
            SessionId id, UserId userId, List<String> methods, Origin origin, SessionPolicy policy, Instant now) {
        Duration lifetime = policy.span(areTwoFactors(methods)).lifetime();
        return new Session(
                id, userId, new Start(now, now, now.plus(lifetime), methods, origin), new Progress(0, now, null));
    }

    public Instant createdAt() {
        return start.createdAt();
    }

    public Instant authenticatedAt() {
        return start.authenticatedAt();
    }

    public Instant expiresAt() {
        return start.expiresAt();
    }

    public List<String> methods() {
        return start.methods();
    }

    /** Whether two different factors opened it. */
    public boolean hasTwoFactors() {
        return areTwoFactors(methods());
    }

    private static boolean areTwoFactors(List<String> methods) {
        return methods.contains("mfa");
    }

    /** Whether a password and then a code opened it, be the code a factor of its own or not. */
    public boolean hasTwoSteps() {
        return methods().contains("pwd") && methods().size() > 1;
    }

    /** The authentication context class of its tokens, {@code acr}. */
    public String acr() {
        return hasTwoFactors() ? TWO_FACTORS : ONE_FACTOR;
    }

    public String app() {
        return start.origin().app();
    }

    public String device() {
        return start.origin().device();
    }

    public String address() {
        return start.origin().address();
    }

    public int generation() {
        return progress.generation();
    }

    public Instant rotatedAt() {
        return progress.rotatedAt();
    }

    public @Nullable Instant endedAt() {
        return progress.endedAt();
    }

    /** Whether tokens of this session are accepted. */
    public boolean isLive(Instant now) {
        return endedAt() == null && now.isBefore(expiresAt());
    }

    /** Whether the person's last proof of identity is not older than this. */
    public boolean isRecent(Duration oldest, Instant now) {
        return !authenticatedAt().plus(oldest).isBefore(now);
    }

    public Session end(Instant now) {
        return endedAt() != null ? this : with(generation(), rotatedAt(), now);
    }

    /**
     * Decides about a refresh token of this session. The caller has checked its signature already.
     *
     * @param presented the token's generation
     */
    public Rotation rotate(int presented, SessionPolicy policy, Instant now) {
        if (!isLive(now)
                || !now.isBefore(rotatedAt().plus(policy.span(hasTwoFactors()).idleTimeout()))) {
            return new Rotation.Ended();
        }
        if (presented == generation()) {
            return new Rotation.Rotated(with(generation() + 1, now, null));
        }
        if (presented == generation() - 1 && !now.isAfter(rotatedAt().plus(policy.refreshGrace()))) {
            return new Rotation.Repeated(this);
        }
        return new Rotation.Reused(end(now));
    }

    /**
     * The session after its refresh token was used without a rotation. The use puts off the idle end. A session that
     * was ever rotated stays as it is, because otherwise the grace of the token before would begin anew.
     */
    public Session touch(Instant now) {
        return generation() == 0 ? with(generation(), now, endedAt()) : this;
    }

    private Session with(int nextGeneration, Instant nextRotatedAt, @Nullable Instant nextEndedAt) {
        return new Session(id, userId, start, new Progress(nextGeneration, nextRotatedAt, nextEndedAt));
    }
}
