package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.RefreshSessionUseCase.Refresh;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.shared.Requester;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.EmailAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, restarted one after the other while the operator's secret changes. */
class SecretChangeTest {
    private static final String OLD = "the old secret of this test, long enough";
    private static final String NEW = "the new secret of this test, long enough";

    private static final MasterSecrets BEFORE = new MasterSecrets(OLD, List.of());
    private static final MasterSecrets FIRST_PHASE = new MasterSecrets(OLD, List.of(NEW));
    private static final MasterSecrets SECOND_PHASE = new MasterSecrets(NEW, List.of(OLD));
    private static final MasterSecrets AFTER = new MasterSecrets(NEW, List.of());

    private static final OtpPurpose CUSTOM = new OtpPurpose("custom:change");
    private static final Map<String, String> WITHOUT_LIMITS = NoLimits.lines().stream()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    private final DatabaseSettings database = DatabaseSettings.h2InMemory("secret-change");

    /** The database in memory lasts as long as a connection to it. */
    @AutoClose
    @SuppressWarnings("UnusedVariable")
    private final LatchkeyDatabase keptOpen = LatchkeyDatabase.open(database);

    private AssembledService node(MasterSecrets secrets) {
        return new AssembledService(database, WITHOUT_LIMITS, secrets);
    }

    private static Requester requester() {
        return new Requester(Locale.ENGLISH, AssembledService.ORIGIN);
    }

    private static EmailAddress address(String name) {
        return new EmailAddress(name + "@example.org");
    }

    private record Pending(IssuedChallenge challenge, OtpCode code, EmailAddress contact) {}

    private static Pending code(AssembledService node, String name) {
        CodeSending sending = node.service.useCases.otp.sendCode.send(
                SendCodeCommand.asked(CUSTOM, address(name), requester()).foundBy(SendCodeCommand.Lookup.CONTACT));
        IssuedChallenge challenge = ((CodeSending.Sent) sending).challenge();
        return new Pending(challenge, node.codeOf(challenge), address(name));
    }

    /** Finds the challenge by a digest of its contact, so both nodes have to make the same. */
    private static void check(AssembledService node, Pending pending) {
        assertThat(node.service.useCases.otp.checkCode.check(CheckCodeCommand.of(
                        new ChallengeRef.ByContact(CUSTOM, pending.contact()),
                        CUSTOM,
                        pending.code(),
                        new CheckCodeCommand.Effect.Spend(),
                        AssembledService.ORIGIN)))
                .isInstanceOf(CodeCheck.Right.class);
    }

    private static void register(AssembledService here, AssembledService there, String name) {
        IssuedChallenge issued = here.register(address(name));
        assertThat(there.prove(issued, here.codeOf(issued))).isInstanceOf(CodeCheck.Right.class);
    }

    private static SessionTokens signIn(AssembledService node, String name) {
        SignIn outcome = node.signIn(address(name));
        assertThat(outcome).as(name).isInstanceOf(SignIn.SignedIn.class);
        return ((SignIn.SignedIn) outcome).tokens();
    }

    private static SessionTokens refresh(AssembledService node, SessionTokens tokens) {
        Refresh outcome = node.refresh(tokens);
        assertThat(outcome).isInstanceOf(Refresh.Refreshed.class);
        return ((Refresh.Refreshed) outcome).tokens();
    }

    private static void isKnown(AssembledService node, SessionTokens tokens) {
        assertThat(node.service.useCases.session.authenticate.authenticate(
                        tokens.accessToken(), AssembledService.ORIGIN))
                .isPresent();
    }

    /** What somebody has in hand while nodes change. */
    private static final class Visitor {
        private final List<Pending> codes = new ArrayList<>();
        private Optional<SessionTokens> session = Optional.empty();
        private Optional<String> device = Optional.empty();

        /** Goes on with everything that was begun at earlier nodes, and begins it anew. */
        void goOn(String step, AssembledService one, AssembledService other) {
            for (int i = 0; i < codes.size(); i++) {
                check(i == 0 ? other : one, codes.get(i));
            }
            check(other, code(one, "here-" + step));
            check(one, code(other, "there-" + step));
            codes.clear();
            codes.add(code(one, "later-here-" + step));
            codes.add(code(other, "later-there-" + step));

            session.ifPresent(before -> isKnown(other, before));
            SessionTokens refreshed =
                    refresh(other, session.map(before -> refresh(one, before)).orElseGet(() -> signIn(one, "ada")));
            isKnown(one, refreshed);
            session = Optional.of(refreshed);

            device.ifPresent(token -> assertThat(one.service.useCases.session.recognizeDevice.recognize(token))
                    .isPresent());
            signIn(other, "ada");
            SessionTokens signedIn = signIn(one, "ada");
            isKnown(other, signedIn);
            device = signedIn.deviceToken();

            register(one, other, "newcomer-" + step);
            signIn(other, "newcomer-" + step);
            register(other, one, "guest-" + step);
            signIn(one, "guest-" + step);
        }
    }

    @Test
    void nobody_is_refused_while_nodes_change_one_after_the_other() {
        List<AssembledService> nodes = new ArrayList<>(List.of(node(BEFORE), node(BEFORE)));
        Visitor visitor = new Visitor();
        try {
            register(nodes.get(0), nodes.get(1), "ada");
            visitor.goOn("before", nodes.get(0), nodes.get(1));
            List<MasterSecrets> phases = List.of(FIRST_PHASE, SECOND_PHASE, AFTER);
            for (int phase = 0; phase < phases.size(); phase++) {
                for (int changed = 0; changed < nodes.size(); changed++) {
                    nodes.set(changed, node(phases.get(phase))).close();
                    visitor.goOn(phase + "-" + changed, nodes.get(0), nodes.get(1));
                }
            }
        } finally {
            nodes.forEach(AssembledService::close);
        }
    }

    @Test
    void a_node_that_cannot_open_what_the_others_share_does_not_start() {
        node(BEFORE).close();
        node(SECOND_PHASE).close();
        assertThatThrownBy(() -> node(BEFORE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("latchkey.secret.previous");
        node(AFTER).close();
    }
}
