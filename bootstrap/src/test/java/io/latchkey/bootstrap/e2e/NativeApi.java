package io.latchkey.bootstrap.e2e;

import io.latchkey.domain.admin.AdminRole;
import java.util.List;
import java.util.Optional;

/** Runs every scenario of the native API. */
abstract class NativeApi extends OnServer
        implements AccountScenarios,
                AdminScenarios,
                BadInputScenarios,
                BounceScenarios,
                ChannelScenarios,
                ClockScenarios,
                CodeScenarios,
                CommandLineScenarios,
                ConcurrencyScenarios,
                FunnelScenarios,
                LaneScenarios,
                MadeUpRequestScenarios,
                NoticeScenarios,
                OriginScenarios,
                PageScenarios,
                PageSessionScenarios,
                SignInScenarios,
                SpellingScenarios,
                TestNumberScenarios,
                TokenScenarios {
    @Override
    public List<String> documents() {
        return List.of("native");
    }

    /**
     * Never the first administrator, whom the other scenarios need. One at a time, because the first one's codes come in the order in which
     * they are asked for.
     */
    @Override
    public synchronized Optional<SignedIn> somebodyInCharge() {
        return Optional.of(fully(personWith(AdminRole.ADMIN.wireName())));
    }

    @Override
    int fewestSecrets() {
        return 50;
    }
}
